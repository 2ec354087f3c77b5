// Runs before `npm start`, `npm run dev`, `npm test` and `npm run bench`, so that each of them works in a fresh clone. On the very
// first run nothing is installed yet: plain JavaScript for Node 20, without dependencies.
import { build } from "./prepare/build.mjs";
import { ensureChromium } from "./prepare/chromium.mjs";
import { install } from "./prepare/install.mjs";
import { takeLock } from "./prepare/lock.mjs";
import { ensureNode } from "./prepare/node.mjs";
import { isWritable, startAsItIs } from "./prepare/read-only.mjs";

const purpose = process.argv[2];

if (isWritable()) {
  await takeLock();
  await install();
  ensureNode();
  await Promise.all([purpose !== "dev" && build(), purpose === "test" && ensureChromium()]);
} else {
  ensureNode();
  startAsItIs(purpose);
}
