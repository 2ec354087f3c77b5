import "server-only";
import { type FSWatcher, statSync, watch } from "node:fs";
import path from "node:path";
import { SECOND_MS } from "@/lib/domain/time/epoch";

/** An editor writes in several steps. */
const SETTLING_MS = 200;
/** What the system tells nothing of: a share, some mounts, a file that another one leads to. */
const LOOK_EVERY_MS = 5 * SECOND_MS;

export interface FileWatch {
  /** Watches these from now on, whether or not they exist. */
  watch(files: readonly string[]): void;
  stop(): void;
}

/**
 * Tells when one of the files is another than before: written, replaced, made or deleted. Looks through links, since a mounted
 * ConfigMap changes where they lead.
 */
export function watchFiles(onChange: () => void): FileWatch {
  let files: readonly string[] = [];
  let seen = "";
  let watchers: FSWatcher[] = [];
  let settling: NodeJS.Timeout | undefined;

  function look(): void {
    const found = stateOf(files);
    if (found === seen) return;
    seen = found;
    onChange();
  }
  function lookSoon(): void {
    clearTimeout(settling);
    settling = setTimeout(look, SETTLING_MS).unref();
  }
  const timer = setInterval(look, LOOK_EVERY_MS).unref();

  return {
    watch(next) {
      if (next.join("\n") === files.join("\n")) return;
      for (const watcher of watchers) watcher.close();
      files = next;
      seen = stateOf(files);
      const folders = new Set(files.map((file) => path.dirname(path.resolve(file))));
      watchers = [...folders].flatMap((folder) => watchFolder(folder, lookSoon) ?? []);
    },
    stop() {
      clearInterval(timer);
      clearTimeout(settling);
      for (const watcher of watchers) watcher.close();
    },
  };
}

/** A folder, because a file that is replaced takes its watcher with it. `null` where the system cannot: then looking has to do. */
function watchFolder(folder: string, onEvent: () => void): FSWatcher | null {
  try {
    return watch(folder, { persistent: false }, onEvent).on("error", () => {});
  } catch {
    return null;
  }
}

function stateOf(files: readonly string[]): string {
  return files.map(stateOfFile).join("\n");
}

function stateOfFile(file: string): string {
  try {
    const { ino, size, mtimeMs, ctimeMs } = statSync(file);
    return [ino, size, mtimeMs, ctimeMs].join(" ");
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : "unreadable";
  }
}
