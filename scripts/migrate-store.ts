// npm run migrate-store -- <from> <to>: copies a whole store. Each is a folder, such as ./data, or a postgres://
// address.
import { toHistoryLocation } from "@/lib/server/history/history-location";
import { copyStore } from "@/lib/server/store-copy/copy-store";
import { describeCopy } from "./describe-copy";
import { endWith } from "./end-with";
import { configuredKey, dataDir } from "./own-environment";

const [first, second] = process.argv.slice(2);
if (first === undefined || second === undefined) {
  endWith("Name both stores: npm run migrate-store -- ./data postgres://user:password@host:5432/clusterdeck");
}
const [from, to] = [toHistoryLocation(first), toHistoryLocation(second)];
const copied = await copyStore(from, to).catch(endWith);
const keyFolder = "dataDir" in from ? from.dataDir : dataDir;
console.log(
  await describeCopy(copied, { to, dataDir: keyFolder, configured: configuredKey("CLUSTERDECK_SECRET_KEY") }),
);
console.log(
  "databaseUrl" in to
    ? "\nSet DATABASE_URL to the new store, for each server that is to use it, and start them: docs/replicas.md has what else they share."
    : `\nSet CLUSTERDECK_DATA_DIR to ${to.dataDir}, remove DATABASE_URL, and start the server.`,
);
console.log("The old store is unchanged, and lets people in as before: delete it once you no longer need it.");
