import "server-only";
import type { Configuration } from "./configuration";
import { secretsOf } from "./secrets-of";

/** A file that the configuration may have come from. */
export interface ReadableFile {
  path: string;
  text: string;
  /** As `stat` returns it. */
  mode: number;
  /** Whether it is somebody else's, and this process reads it as a member of its group: as Kubernetes mounts Secrets. */
  isLent: boolean;
}

interface Log {
  warn(sentence: string): void;
}

const READABLE_BY_OTHERS = 0o044;
/** Of a file that nobody could read here if its group could not. */
const READABLE_BY_ALL = 0o004;
const PERMISSIONS = 0o777;

/** Names each file that contains one of the configuration's secrets and can be read by others than its owner. */
export function warnOfExposedFiles(configuration: Configuration, files: readonly ReadableFile[], log: Log): void {
  const secrets = secretsOf(configuration);
  for (const { path, text, mode, isLent } of files) {
    if (
      (mode & (isLent ? READABLE_BY_ALL : READABLE_BY_OTHERS)) === 0 ||
      !secrets.some((secret) => text.includes(secret))
    )
      continue;
    const permissions = (mode & PERMISSIONS).toString(8);
    log.warn(
      `${path} contains keys, and others on this machine can read it (its mode is ${permissions}). Restrict it to its owner: chmod 600 ${path}`,
    );
  }
}
