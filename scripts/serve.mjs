// Starts the server: `next start` in a checkout, Next's standalone server in the Docker image, `next dev` with --dev. All in this
// process, so that signals and the heap limit of its command line reach the server itself.
import { existsSync } from "node:fs";
import http from "node:http";
import { enableCompileCache } from "node:module";
import { createServer } from "node:net";
import { resolve } from "node:path";

const STANDALONE_SERVER = new URL("../server.js", import.meta.url);
/**
 * Longer than nginx and AWS keep an idle connection (60 s): if ours were shorter, their next request on it could be
 * reset.
 */
const KEEP_ALIVE_TIMEOUT_MS = "65000";
/**
 * How long a client may take: to send its headers, the whole of a request, and to read anything at all of an answer. Node's own limits (60 s,
 * 300 s, none) would let a few slow ones hold sockets for minutes.
 */
const PATIENCE = { headersTimeout: 10_000, requestTimeout: 15_000, connectionsCheckingInterval: 2_000 };
const SILENT_READER_MS = 120_000;
/** Some other methods (TRACE) break Next, and none means anything here. */
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
/** Where lib/server/direct/answer-directly.ts puts what answers without Next, once there is something to answer. */
const ANSWER_DIRECTLY = Symbol.for("clusterdeck.answer-directly");

if (existsSync(".env")) loadEnvironment();
const host = setting("HOST") || "127.0.0.1";
const port = setting("PORT") || "3000";

if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
  refuse(`PORT is "${port}", but must be a number from 1 to 65535.`);
}
await checkPort();

if (process.env.npm_lifecycle_event) endWithParent();

// HOST also tells the server whether others can reach it: with sign-in off it then refuses to start.
const forNext = { HOSTNAME: host, PORT: port, KEEP_ALIVE_TIMEOUT: KEEP_ALIVE_TIMEOUT_MS, NEXT_TELEMETRY_DISABLED: "1" };
Object.assign(process.env, { HOST: host, ...forNext });
// Half of a start is compiling. What this start compiles is stored when it ends; where nothing can be written, each start compiles anew.
enableCompileCache(resolve(".next/cache/compiled"));
console.log(`Clusterdeck: http://${host === "::1" ? "[::1]" : host}:${port}`);
guardServer();
const isDevelopment = process.argv.includes("--dev");
// The server ends itself (lib/server/start/end-on-signal.ts): Next would not wait for what is being written.
if (!isDevelopment) process.env.NEXT_MANUAL_SIG_HANDLE = "1";
if (existsSync(STANDALONE_SERVER)) {
  await import(STANDALONE_SERVER.href);
} else {
  const command = isDevelopment ? ["dev"] : ["start", "--keepAliveTimeout", KEEP_ALIVE_TIMEOUT_MS];
  process.argv.splice(2, Infinity, ...command, "--hostname", host, "--port", port);
  await import("next/dist/bin/next");
}

/** Next makes its server itself, with Node's options. It is the first that is made in this process, and the only one that others reach. */
function guardServer() {
  const { createServer: createHttpServer } = http;
  http.createServer = (listener) => {
    http.createServer = createHttpServer;
    const server = createHttpServer(PATIENCE, (request, response) => {
      if (!METHODS.has(request.method)) refuseMethod(response);
      else if (!globalThis[ANSWER_DIRECTLY]?.(request, response)) listener(request, response);
    });
    server.timeout = SILENT_READER_MS;
    // Only then does Node store what was compiled. The next server need not wait for that to get the port, nor a client to find it gone.
    process.once("exit", () => server.close().closeAllConnections());
    return server;
  };
}

function refuseMethod(response) {
  response.writeHead(405, {
    Allow: [...METHODS].join(", "),
    "Content-Type": "text/plain; charset=utf-8",
    Connection: "close",
  });
  response.end("Clusterdeck does not support this method.\n");
}

/** npm puts a shell between itself and us. A signal to npm ends that shell, which on Debian does not pass it on. */
function endWithParent() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 200).unref();
}

function loadEnvironment() {
  try {
    process.loadEnvFile();
  } catch (error) {
    refuse(`.env cannot be read (${error.code}). Give it to the user that starts the server: chown "$(id -un)" .env`);
  }
}

/** Without the quotes and spaces around it, with which some programs pass on an .env file. */
function setting(name) {
  return process.env[name]?.trim().replace(/^(["'])(.*)\1$/, "$2");
}

function checkPort() {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error) => refuse(portSentence(error)));
    probe.listen(Number(port), host, () => probe.close(resolve));
  });
}

function portSentence(error) {
  if (error.code === "EADDRINUSE")
    return `Port ${port} is taken by another program. Choose another: PORT=${nextPort()} npm start`;
  if (error.code === "EACCES")
    return `Port ${port} needs special rights on this system. Choose another: PORT=3000 npm start`;
  if (error.code === "ENOTFOUND" || error.code === "EADDRNOTAVAIL")
    return `HOST is "${host}", but must be an address of this machine: 127.0.0.1 for itself alone, 0.0.0.0 for everybody who reaches it.`;
  return `Clusterdeck cannot listen on ${host}, port ${port}: ${error.message}`;
}

function nextPort() {
  return Number(port) < 65_535 ? Number(port) + 1 : 3000;
}

function refuse(sentence) {
  console.error(sentence);
  process.exit(1);
}
