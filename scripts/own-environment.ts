// What commands read of the environment, as the server does.
import { existsSync, readFileSync } from "node:fs";
import { cleanVariables } from "@/lib/server/configuration/clean-variables";
import { withValueFromFile } from "@/lib/server/configuration/key-file";
import { readSecretKey } from "@/lib/server/configuration/secret-key-setting";
import type { StoreLocation } from "@/lib/server/store/open-database";
import { endWith } from "./end-with";

if (existsSync(".env")) process.loadEnvFile();
const { environment, mistakes } = withValueFromFile(cleanVariables(process.env), "DATABASE_URL", readFile);
for (const { where, message } of mistakes) endWith(`${where} ${message}`);
const { DATABASE_URL, CLUSTERDECK_DATA_DIR } = environment;

/** `undefined` if everything is kept in `dataDir`. */
export const databaseUrl = DATABASE_URL || undefined;
export const dataDir = CLUSTERDECK_DATA_DIR || "data";

/** The store of the server that starts with this environment. */
export const ownStore: StoreLocation = databaseUrl ? { databaseUrl } : { dataDir };

/** The key in this variable, or in the file that it names; `null` if neither is set. */
export function configuredKey(variable: "CLUSTERDECK_SECRET_KEY" | "CLUSTERDECK_NEW_SECRET_KEY"): Buffer | null {
  const { key, mistakes } = readSecretKey(environment, readFile, variable);
  const [mistake] = mistakes;
  return mistake === undefined ? key : endWith(`${mistake.where} ${mistake.message}`);
}

function readFile(path: string): string {
  return readFileSync(path, "utf8");
}
