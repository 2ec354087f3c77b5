// npm run rotate-secret: seals everything that is stored sealed under a new key, while no server runs.
import { formatCounted } from "@/lib/domain/text/format";
import { rotateSecret } from "@/lib/server/secret-rotation/rotate-secret";
import { storageWords } from "@/lib/server/store/describe-storage";
import { endWith } from "./end-with";
import { configuredKey, dataDir, ownStore } from "./own-environment";

const current = configuredKey("CLUSTERDECK_SECRET_KEY");
const next = configuredKey("CLUSTERDECK_NEW_SECRET_KEY");

console.log(`Sealing anew what is encrypted in ${storageWords(ownStore)}.`);
const { sealed, unreadable } = await rotateSecret({ location: ownStore, dataDir, current, next }).catch(endWith);

console.log(`${formatCounted(sealed, "secret")} sealed with the new key.`);
if (unreadable.length > 0) console.log(`Neither key opens these, so they stay as they are: ${unreadable.join(", ")}.`);
console.log(
  next === null
    ? `The key in ${dataDir}/secret-key is the new one. Backups from before need the old one.`
    : "Set CLUSTERDECK_SECRET_KEY to the new key before you start Clusterdeck. Backups from before need the old one.",
);
