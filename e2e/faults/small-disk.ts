import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { createConnection, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder on its own small disk; `null` if this user may not mount one. */
export function mountSmallDisk() {
  const folder = mkdtempSync(join(tmpdir(), "clusterdeck-disk-"));
  const mount = (...parameters: string[]) => spawnSync("mount", [...parameters, folder]).status === 0;
  if (!mount("-t", "tmpfs", "-o", "size=1m", "tmpfs")) {
    rmSync(folder, { recursive: true });
    return null;
  }
  const filler = join(folder, "filler");
  return {
    dataDir: join(folder, "data"),
    fill: () => {
      mkdirSync(join(folder, "data"), { recursive: true });
      writeFileSync(filler, "");
      for (let size = 512 * 1_024; size >= 1; size = Math.floor(size / 2)) {
        try {
          writeFileSync(filler, Buffer.alloc(size), { flag: "a" });
        } catch {
          // No room for this much: half of it may fit.
        }
      }
    },
    empty: () => unlinkSync(filler),
    setWritable: (isWritable: boolean) => {
      // A second view of the same disk, in front of it: the server's lock is open for writing, and keeps the disk itself writable.
      const isDone = isWritable
        ? spawnSync("umount", [folder]).status === 0
        : mount("--bind", folder) && mount("-o", "remount,bind,ro");
      if (!isDone) throw new Error("The disk could not be made writable or read-only.");
    },
    remove: () => {
      spawnSync("umount", [folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

/** Stands in front of a server, and treats its clients as a bad network does. */
export async function standBefore(port: number) {
  let isSilent = false;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    sockets.add(client.on("error", () => client.destroy()));
    if (isSilent) return;
    const behind = createConnection(port, "127.0.0.1");
    sockets.add(behind.on("error", () => client.destroy()));
    client.pipe(behind).pipe(client);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  const dropAll = () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  const close = () => {
    dropAll();
    server.close();
  };
  return {
    port: address.port,
    /** From now on nothing listens here. */
    refuse: close,
    /** From now on clients can connect, but get no answer. */
    fallSilent: async () => {
      isSilent = true;
      if (!server.listening) await once(server.listen(address.port, "127.0.0.1"), "listening");
    },
    /** From now on the server itself answers. */
    letThrough: () => {
      isSilent = false;
      dropAll();
    },
    close,
  };
}
