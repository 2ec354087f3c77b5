import "server-only";
import { parseSecretKey, SECRET_KEY_HELP } from "../secret-box/secret-key";
import type { ConfigurationMistake, Environment, ReadFile } from "./configuration";
import { readKeyFile } from "./key-file";

type KeyVariable = "CLUSTERDECK_SECRET_KEY" | "CLUSTERDECK_NEW_SECRET_KEY";
/** The new one is read by `npm run rotate-secret` only. */
export const SECRET_KEY_VARIABLES: readonly string[] = ["CLUSTERDECK_SECRET_KEY", "CLUSTERDECK_NEW_SECRET_KEY"].flatMap(
  (variable) => [variable, `${variable}_FILE`],
);

type Result = { key: Buffer | null; mistakes: ConfigurationMistake[] };

/** The key that seals stored secrets, from its variable or the file that another one names; `null` if neither is set. */
export function readSecretKey(
  environment: Environment,
  readFile: ReadFile,
  variable: KeyVariable = "CLUSTERDECK_SECRET_KEY",
): Result {
  const fail = (where: string, message: string): Result => ({ key: null, mistakes: [{ where, message }] });
  const where = `${variable}_FILE`;
  const path = environment[where];
  const text = environment[variable];
  if (path === undefined) return text === undefined ? { key: null, mistakes: [] } : parsed(text, variable, "", fail);
  if (text !== undefined) return fail(where, `is set as well as ${variable}; keep one of them`);
  const file = readKeyFile(path, readFile);
  return "text" in file
    ? parsed(file.text, where, "names a file that holds no key. ", fail)
    : fail(where, `names a file that ${file.problem}`);
}

function parsed(
  text: string,
  where: string,
  problem: string,
  fail: (where: string, message: string) => Result,
): Result {
  const key = parseSecretKey(text);
  return key === null ? fail(where, `${problem || "is not a key. "}${SECRET_KEY_HELP}`) : { key, mistakes: [] };
}
