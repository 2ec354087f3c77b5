// npm run backup -- <file>: writes the history as it is now to a new file, while the server runs.
import { existsSync, readFileSync } from "node:fs";
import { cleanVariables } from "@/lib/server/configuration/clean-variables";
import { withValueFromFile } from "@/lib/server/configuration/key-file";
import { backUp } from "@/lib/server/history/backup";
import { toHistoryLocation } from "@/lib/server/history/history-location";
import { endWith } from "./end-with";

if (existsSync(".env")) process.loadEnvFile();
const [file] = process.argv.slice(2);
if (file === undefined) endWith("Name the file to write: npm run backup -- history-backup.sqlite");
const { environment, mistakes } = withValueFromFile(cleanVariables(process.env), "DATABASE_URL", (path) =>
  readFileSync(path, "utf8"),
);
for (const { where, message } of mistakes) endWith(`${where} ${message}`);
const store = environment.DATABASE_URL ?? environment.CLUSTERDECK_DATA_DIR ?? "./data";
await backUp(toHistoryLocation(store), file).catch(endWith);
console.log(
  `The history is backed up to ${file}. Keys of accounts and secrets of channels are encrypted in it: keep what opens them too, ` +
    "CLUSTERDECK_SECRET_KEY or the file secret-key in the data folder.",
);
