import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { request } from "undici";
import { startAppProcess } from "@/e2e/app-process";
import { fingerprint, unlessStamped } from "@/scripts/prepare/stamp.mjs";
import { ACCEPT_ENCODING } from "./load";

const DIRECTORY = "bench/.work/bare";
const CONSTANT = `${DIRECTORY}/constant.json`;
const COPIED_HEADERS = ["cache-control", "content-encoding", "content-type", "etag", "x-server-time"];

const CONSTANT_ROUTE = `import { readFileSync } from "node:fs";

export const dynamic = "force-dynamic";
let constant;

export function GET() {
  constant ??= read();
  return new Response(constant.body, { headers: constant.headers });
}

function read() {
  const { headers, body } = JSON.parse(readFileSync("constant.json", "utf8"));
  return { headers, body: Buffer.from(body, "base64") };
}
`;
const HEALTH_ROUTE = `export const dynamic = "force-dynamic";

export function GET() {
  return Response.json({ status: "ok" });
}
`;

export interface BareApp extends AsyncDisposable {
  constantUrl: string;
  pid: number;
}

/** The framework's own limit: a Next app that gives one answer of ours, recorded with its headers, to everybody. */
export async function startBareApp(answerUrl: string): Promise<BareApp> {
  writeSource();
  const expected = fingerprint([`${DIRECTORY}/app`, "next.config.mjs", "package-lock.json"]);
  unlessStamped(`${DIRECTORY}/.next/bench-build`, expected, buildBareApp);
  writeFileSync(CONSTANT, await record(answerUrl));
  const app = await startAppProcess({}, DIRECTORY);
  return { constantUrl: `${app.url}/api/constant`, pid: app.pid, [Symbol.asyncDispose]: app.stop };
}

function writeSource(): void {
  for (const [name, source] of [
    ["constant", CONSTANT_ROUTE],
    ["health", HEALTH_ROUTE],
  ] as const) {
    const folder = join(DIRECTORY, "app/api", name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "route.js"), source);
  }
  cpSync("next.config.mjs", join(DIRECTORY, "next.config.mjs"));
}

function buildBareApp(): void {
  const { status, stdout, stderr } = spawnSync("next build", {
    cwd: DIRECTORY,
    shell: true,
    encoding: "utf8",
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (status !== 0) throw new Error(`The bare app could not be built:\n${stdout}\n${stderr}`);
}

/** The bytes as they were sent: undici's `request` does not unpack them. */
async function record(answerUrl: string): Promise<string> {
  const answer = await request(answerUrl, { headers: { "accept-encoding": ACCEPT_ENCODING } });
  const copied = COPIED_HEADERS.flatMap((name) => {
    const value = answer.headers[name];
    return typeof value === "string" ? [[name, value]] : [];
  });
  const body = Buffer.from(await answer.body.arrayBuffer());
  return JSON.stringify({
    headers: { ...Object.fromEntries(copied), vary: "Accept-Encoding" },
    body: body.toString("base64"),
  });
}
