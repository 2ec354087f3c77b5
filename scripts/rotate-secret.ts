// npm run rotate-secret: seals everything that is stored sealed under a new key, while no server runs.
import { existsSync, readFileSync } from "node:fs";
import { formatCounted } from "@/lib/domain/text/format";
import { cleanVariables } from "@/lib/server/configuration/clean-variables";
import { withValueFromFile } from "@/lib/server/configuration/key-file";
import { readSecretKey } from "@/lib/server/configuration/secret-key-setting";
import { rotateSecret } from "@/lib/server/secret-rotation/rotate-secret";
import { endWith } from "./end-with";

if (existsSync(".env")) process.loadEnvFile();
const { environment, mistakes } = withValueFromFile(cleanVariables(process.env), "DATABASE_URL", readFile);
for (const { where, message } of mistakes) endWith(`${where} ${message}`);
const { DATABASE_URL: databaseUrl, CLUSTERDECK_DATA_DIR } = environment;
const dataDir = CLUSTERDECK_DATA_DIR || "data";
const current = keyIn("CLUSTERDECK_SECRET_KEY");
const next = keyIn("CLUSTERDECK_NEW_SECRET_KEY");

const { sealed, unreadable } = await rotateSecret(
  { location: databaseUrl ? { databaseUrl } : { dataDir }, dataDir, current, next },
  Date.now(),
).catch(endWith);

console.log(`${formatCounted(sealed, "secret")} sealed with the new key.`);
if (unreadable.length > 0) console.log(`Neither key opens these, so they stay as they are: ${unreadable.join(", ")}.`);
console.log(
  next === null
    ? `The key in ${dataDir}/secret-key is the new one. Backups from before need the old one.`
    : "Set CLUSTERDECK_SECRET_KEY to the new key before you start Clusterdeck. Backups from before need the old one.",
);

function keyIn(variable: "CLUSTERDECK_SECRET_KEY" | "CLUSTERDECK_NEW_SECRET_KEY"): Buffer | null {
  const { key, mistakes } = readSecretKey(environment, readFile, variable);
  const [mistake] = mistakes;
  return mistake === undefined ? key : endWith(`${mistake.where} ${mistake.message}`);
}

function readFile(path: string): string {
  return readFileSync(path, "utf8");
}
