import "server-only";
import { cleanVariables } from "./clean-variables";
import type { ConfigurationMistake, Environment, ReadFile } from "./configuration";

/** `problem` completes "names a file that …". */
export type KeyFile = { text: string } | { problem: string };

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: " (it does not exist)",
  ENOTDIR: " (it does not exist)",
  EISDIR: " (it is a folder)",
  EACCES: " (the server has no permission to)",
  EPERM: " (the server has no permission to)",
};

/** The text of a file that holds one key, which may end in a line break. */
export function readKeyFile(path: string, readFile: ReadFile): KeyFile {
  try {
    const text = readFile(path).trim();
    return text === "" ? { problem: `is empty: ${path}` } : { text };
  } catch (error) {
    return { problem: `cannot be read: ${path}${whyUnreadable(error)}` };
  }
}

/** The environment with `variable` set to the text of the file that `<variable>_FILE` names, if it names one. */
export function withValueFromFile(
  environment: Environment,
  variable: string,
  readFile: ReadFile,
): { environment: Environment; mistakes: ConfigurationMistake[] } {
  const where = `${variable}_FILE`;
  const path = environment[where];
  if (path === undefined) return { environment, mistakes: [] };
  const fail = (message: string) => ({ environment, mistakes: [{ where, message }] });
  if (environment[variable] !== undefined) return fail(`is set as well as ${variable}; keep one of them`);
  const file = readKeyFile(path, readFile);
  if ("problem" in file) return fail(`names a file that ${file.problem}`);
  return { environment: cleanVariables({ ...environment, [variable]: file.text }), mistakes: [] };
}

/** Why a file cannot be read, in brackets; "" where nobody knows. */
export function whyUnreadable(error: unknown): string {
  const code = fileErrorCode(error);
  return REASONS[code] ?? (code && ` (${code})`);
}

export function fileErrorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
