import { runningApplication } from "@/lib/server/http/application";
import { startServer } from "@/lib/server/start/start-server";
import { HISTORY_IS_OPEN } from "./history-is-open";

// All of the server but its HTTP side: it polls and writes the history until it is ended.
await startServer();
runningApplication()?.historyHandle.whenOpen(() => process.stdout.write(`${HISTORY_IS_OPEN}\n`));
