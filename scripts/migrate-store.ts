// npm run migrate-store -- <from> [<to>]: copies a whole store. Each is a folder, such as ./data, or a postgres:// address. Arguments
// are printed by npm and listed by ps, so an address with a password is better in DATABASE_URL, which is the default of <to>.
import { toHistoryLocation } from "@/lib/server/history/history-location";
import { storageWords } from "@/lib/server/store/describe-storage";
import { copyStore } from "@/lib/server/store-copy/copy-store";
import { describeCopy } from "./describe-copy";
import { endWith } from "./end-with";
import { configuredKey, databaseUrl, dataDir } from "./own-environment";

const [first, second = databaseUrl] = process.argv.slice(2);
if (!first || !second) {
  endWith(
    "Set DATABASE_URL to the database to copy to, and name the folder to copy from: npm run migrate-store -- ./data",
  );
}
const [from, to] = [toHistoryLocation(first), toHistoryLocation(second)];
console.log(`Copying ${storageWords(from)} to ${storageWords(to)}.\n`);
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
