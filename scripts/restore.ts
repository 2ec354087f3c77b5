// npm run restore -- <file>: copies a backup into the empty store of the server that starts with this environment.
import { storageWords } from "@/lib/server/store/describe-storage";
import { restore } from "@/lib/server/store-copy/restore";
import { describeCopy } from "./describe-copy";
import { endWith } from "./end-with";
import { configuredKey, dataDir, ownStore } from "./own-environment";

const [file] = process.argv.slice(2);
if (file === undefined) endWith("Name the backup: npm run restore -- history-backup.sqlite");
console.log(`Restoring ${file} into ${storageWords(ownStore)}.\n`);
const copied = await restore(file, ownStore).catch(endWith);
console.log(await describeCopy(copied, { to: ownStore, dataDir, configured: configuredKey("CLUSTERDECK_SECRET_KEY") }));
console.log("\nStart the server. The time since the backup will show as a gap in which nobody watched.");
