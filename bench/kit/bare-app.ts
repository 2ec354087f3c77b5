import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { request } from "undici";
import { startAppProcess } from "@/e2e/support/app-process";
import { fingerprint, unlessStamped } from "@/scripts/prepare/stamp.mjs";
import { ACCEPT_ENCODING } from "./load";

const DIRECTORY = "bench/.work/bare";
const CONSTANT = `${DIRECTORY}/constant.json`;
/** Next drops `Content-Encoding` from every route's answer. */
const COPIED_HEADERS = [
  "cache-control",
  "content-type",
  "etag",
  "x-fleet-month",
  "x-fleet-seen",
  "x-server-build",
  "x-server-time",
];

const SOURCES = {
  // Next is found in the node_modules of the whole checkout. It must not compress: the constant is as small as our answer.
  // Nor do anything to the program's files that we do to ours.
  "next.config.mjs": `import { resolve } from "node:path";
import config from "../../../next.config.mjs";

const root = resolve("../../..");
export default (phase) => ({
  ...config(phase),
  compress: false,
  compiler: {},
  outputFileTracingRoot: root,
  turbopack: { root },
});
`,
  // Without its own, Turbopack would find ours above it.
  "instrumentation.js": "export function register() {}\n",
  "app/api/constant/route.js": `import { readFileSync } from "node:fs";

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
`,
  "app/layout.jsx": `import { Queries } from "./queries";

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>
        <Queries>{children}</Queries>
      </body>
    </html>
  );
}
`,
  "app/queries.jsx": `"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";

export function Queries({ children }) {
  const [client] = useState(() => new QueryClient());
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
`,
  "app/page.jsx": `import { Health } from "./health";

export const dynamic = "force-dynamic";

export default function Page() {
  return <Health />;
}
`,
  "app/health.jsx": `"use client";

import { useQuery } from "@tanstack/react-query";

export function Health() {
  const { data } = useQuery({ queryKey: ["health"], queryFn: async () => (await fetch("/api/health")).json() });
  return <h1>{data?.status ?? "Asking"}</h1>;
}
`,
  "app/api/health/route.js": `export const dynamic = "force-dynamic";

export function GET() {
  return Response.json({ status: "ok" });
}
`,
};

export interface BareApp extends AsyncDisposable {
  constantUrl: string;
  /** A page that shows the answer to one query. */
  pageUrl: string;
  pid: number;
}

/** The framework's own limit: a Next app that sends the bytes and headers of one of our answers to everybody, and has one page. */
export async function startBareApp(answerUrl: string): Promise<BareApp> {
  const constant = await record(answerUrl);
  writeSource();
  const expected = fingerprint([
    `${DIRECTORY}/app`,
    `${DIRECTORY}/next.config.mjs`,
    "next.config.mjs",
    "package-lock.json",
  ]);
  unlessStamped(`${DIRECTORY}/.next/bench-build`, expected, buildBareApp);
  writeFileSync(CONSTANT, constant);
  const app = await startAppProcess({}, DIRECTORY);
  return { constantUrl: `${app.url}/api/constant`, pageUrl: app.url, pid: app.pid, [Symbol.asyncDispose]: app.stop };
}

function writeSource(): void {
  for (const [path, source] of Object.entries(SOURCES)) {
    mkdirSync(dirname(join(DIRECTORY, path)), { recursive: true });
    writeFileSync(join(DIRECTORY, path), source);
  }
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
