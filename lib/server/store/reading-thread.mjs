import "server-only";
import { constants, setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import BetterSqlite from "better-sqlite3";

// Runs in a thread of its own (`sqlite-reader.ts`). JavaScript, because tests run it as it is, on every Node.

const MAX_STATEMENTS = 64;

// Where processors are few, long questions wait for what the server answers at once. Only Linux gives each thread its own priority.
if (process.platform === "linux") setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const database = new BetterSqlite(workerData.file, {
  readonly: true,
  fileMustExist: true,
  timeout: workerData.lockWaitMs,
});
/** @type {Map<string, import("better-sqlite3").Statement>} */
const statements = new Map();

parentPort?.on("message", ({ id, sql, parameters }) => {
  try {
    parentPort?.postMessage({ id, rows: statementOf(sql).all(parameters) });
  } catch (error) {
    // Of an error only its message would arrive, but what SQLite means is in its code.
    const { message, code } = /** @type {Error & { code?: string }} */ (error);
    parentPort?.postMessage({ id, failure: { message, code } });
  }
});

/** @param {string} sql */
function statementOf(sql) {
  const statement = statements.get(sql) ?? database.prepare(sql);
  statements.delete(sql);
  statements.set(sql, statement);
  const [oldest = sql] = statements.keys();
  if (statements.size > MAX_STATEMENTS) statements.delete(oldest);
  return statement;
}
