import "server-only";
import type { ConfigurationMistake, ReadFile, SingleSignOnConfiguration } from "./configuration";
import type { OidcEntry } from "./file-schema";
import { readKeyFile } from "./key-file";
import type { YamlSource } from "./yaml-source";

type Result =
  | { singleSignOn: SingleSignOnConfiguration; mistakes: [] }
  | { singleSignOn: null; mistakes: [ConfigurationMistake] };

/** The part of a valid entry that its schema cannot check: where the secret comes from. */
export function readSingleSignOn(entry: OidcEntry, source: YamlSource, readFile: ReadFile): Result {
  const { clientSecret, clientSecretFile, ...settings } = entry;
  const fail = (setting: string, message: string): Result => ({
    singleSignOn: null,
    mistakes: [{ where: source.where(["signIn", "oidc", setting]), message }],
  });
  if (clientSecretFile === undefined) {
    if (clientSecret === undefined) return fail("clientSecret", "signIn.oidc.clientSecret is missing");
    return { singleSignOn: { ...settings, clientSecret }, mistakes: [] };
  }
  if (clientSecret !== undefined)
    return fail("clientSecretFile", "clientSecretFile is set as well as clientSecret; keep one of them");
  const file = readKeyFile(clientSecretFile, readFile);
  if ("problem" in file) return fail("clientSecretFile", `clientSecretFile names a file that ${file.problem}`);
  return { singleSignOn: { ...settings, clientSecret: file.text }, mistakes: [] };
}
