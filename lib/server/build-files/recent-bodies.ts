import "server-only";
import type { ListedFile } from "./build-file-rows";

/** More than the files of three other builds. */
const MAX_BYTES = 8 * 1_024 * 1_024;

/**
 * Bodies of files by their paths, each read once for all who ask meanwhile, and kept while there is room. If there is none, those that nobody
 * asked for lately are forgotten.
 */
export function createRecentBodies(read: (file: ListedFile) => Promise<Buffer | null>, maxBytes = MAX_BYTES) {
  const recent = new Map<string, { bytes: number; body: Promise<Buffer | null> }>();
  let heldBytes = 0;

  function forget(path: string): void {
    heldBytes -= recent.get(path)?.bytes ?? 0;
    recent.delete(path);
  }

  function begin(file: ListedFile) {
    const begun = { bytes: file.bytes, body: read(file) };
    const forgetIfCurrent = () => {
      if (recent.get(file.path) === begun) forget(file.path);
    };
    begun.body.then((body) => body === null && forgetIfCurrent(), forgetIfCurrent);
    return begun;
  }

  return (file: ListedFile): Promise<Buffer | null> => {
    const asked = recent.get(file.path) ?? begin(file);
    forget(file.path);
    recent.set(file.path, asked);
    heldBytes += asked.bytes;
    for (const path of recent.keys()) {
      if (heldBytes <= maxBytes) break;
      forget(path);
    }
    return asked.body;
  };
}
