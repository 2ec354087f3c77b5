// npm run backup -- <file>: writes the history as it is now to a new file, while the server runs.
import { existsSync } from "node:fs";
import { backUp } from "@/lib/server/history/backup";
import { toHistoryLocation } from "@/lib/server/history/history-location";
import { endWith } from "./end-with";

if (existsSync(".env")) process.loadEnvFile();
const [file] = process.argv.slice(2);
if (file === undefined) endWith("Name the file to write: npm run backup -- history-backup.sqlite");
const store = process.env.DATABASE_URL || process.env.CLUSTERDECK_DATA_DIR || "./data";
await backUp(toHistoryLocation(store), file).catch(endWith);
console.log(
  `The history is backed up to ${file}. Keys of accounts and secrets of channels are encrypted in it: keep what opens them too, ` +
    "CLUSTERDECK_SECRET_KEY or the file secret-key in the data folder.",
);
