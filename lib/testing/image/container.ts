import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, linkSync, lstatSync, mkdirSync, readlinkSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Who runs in a container, and what may be written there. */
export interface ContainerOptions {
  command: readonly string[];
  workdir: string;
  environment: Readonly<Record<string, string>>;
  /** `root` with everything writable, as while an image is built, or a user that may write only these folders. */
  as: "root" | { uid: number; writable: readonly string[]; inMemory: readonly string[] };
}

/** The user `node` of Node's images. */
const PASSWD = "root:x:0:0::/root:/bin/sh\nnode:x:1000:1000::/home/node:/bin/sh\n";
const GROUP = "root:x:0:\nnode:x:1000:\n";

/** Whether this machine and this user can run one: it takes namespaces of Linux. */
export function canRunContainers(): boolean {
  return process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/unshare");
}

/** Lays out what a base image brings: this machine's programs, and our Node in their place. */
export function layBaseImage(root: string): void {
  for (const folder of ["usr", "dev", "proc", "tmp", "etc", "root", "home/node", "opt/node/bin"])
    mkdirSync(join(root, folder), { recursive: true });
  for (const name of ["bin", "sbin", "lib", "lib64"]) {
    if (lstatSync(`/${name}`, { throwIfNoEntry: false })?.isSymbolicLink())
      symlinkSync(readlinkSync(`/${name}`), join(root, name));
  }
  writeFileSync(join(root, "etc/passwd"), PASSWD);
  writeFileSync(join(root, "etc/group"), GROUP);
  for (const file of ["hosts", "resolv.conf", "nsswitch.conf"])
    if (existsSync(`/etc/${file}`)) cpSync(`/etc/${file}`, join(root, "etc", file), { dereference: true });
  linkOrCopy(process.execPath, join(root, "opt/node/bin/node"));
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    cpSync(from, to);
  }
}

/** Starts a program with `root` as its whole world, in a mount namespace that ends with it. Signals reach the program itself. */
export function runInContainer(root: string, options: ContainerOptions): ChildProcess {
  const { command, workdir, environment, as } = options;
  const isRoot = as === "root";
  const steps = [
    "set -e",
    `mount --rbind ${root} ${root}`,
    `cd ${root}`,
    "mount --rbind /usr usr",
    "mount --rbind /dev dev",
    "mount --rbind /proc proc",
    ...(isRoot ? [] : [`mount -o remount,bind,ro ${root}`]),
    ...(isRoot ? [] : as.writable.map((folder) => `mount --bind ${root}-volumes${folder} ${root}${folder}`)),
    ...(isRoot ? [] : as.inMemory.map((folder) => `mount -t tmpfs -o mode=1777 tmpfs ${root}${folder}`)),
    `exec setpriv --no-new-privs chroot ${isRoot ? "" : `--userspec=${as.uid}:${as.uid}`} ${root} /bin/sh -c 'cd "$0" && exec "$@"' ${workdir} "$@"`,
  ];
  const variables = {
    PATH: "/opt/node/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    HOME: isRoot ? "/root" : "/home/node",
    ...environment,
  };
  const assignments = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  const namespace = ["/usr/bin/unshare", "--mount", "/bin/sh", "-c", steps.join("\n"), "sh"];
  return spawn("env", ["-i", ...assignments, ...namespace, ...command], { stdio: ["ignore", "pipe", "pipe"] });
}
