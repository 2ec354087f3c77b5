// npm run backup -- <file>: writes all that is stored as it is now to a new file, while servers run.
import { storageWords } from "@/lib/server/store/describe-storage";
import { backUp } from "@/lib/server/store-copy/backup";
import { endWith } from "./end-with";
import { ownStore } from "./own-environment";

const [file] = process.argv.slice(2);
if (file === undefined) endWith("Name the file to write: npm run backup -- history-backup.sqlite");
console.log(`Backing up ${storageWords(ownStore)}.`);
await backUp(ownStore, file).catch(endWith);
console.log(
  `The history is backed up to ${file}. Keys of accounts and secrets of channels are encrypted in it: keep what opens them too, ` +
    "CLUSTERDECK_SECRET_KEY or the file secret-key in the data folder.",
);
