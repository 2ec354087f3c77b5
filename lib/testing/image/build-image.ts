import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, matchesGlob, posix } from "node:path";
import { layBaseImage, runInContainer } from "./container";
import { assignmentsIn, execForm, parseDockerfile, type Stage } from "./parse-dockerfile";

export interface Image {
  /** The folder with everything that the image holds. */
  root: string;
  workdir: string;
  environment: Record<string, string>;
  user: string;
  volumes: string[];
  command: string[];
  healthcheck: string[];
}

/** Does what the Dockerfile says, in `folder`: an image for each stage. Installing packages is left out: those that are here are linked. */
export async function buildImages(dockerfile: string, folder: string): Promise<Image[]> {
  const named = new Map<string, Image>();
  const images: Image[] = [];
  for (const stage of parseDockerfile(dockerfile)) {
    const image = await buildStage(stage, join(folder, stage.name ?? "image"), named);
    if (stage.name !== null) named.set(stage.name, image);
    images.push(image);
  }
  return images;
}

async function buildStage({ instructions }: Stage, root: string, images: ReadonlyMap<string, Image>): Promise<Image> {
  layBaseImage(root);
  const image: Image = { root, workdir: "/", environment: {}, user: "root", volumes: [], command: [], healthcheck: [] };
  for (const { word, text } of instructions) {
    if (word === "WORKDIR") {
      image.workdir = text;
      mkdirSync(join(root, text), { recursive: true });
    } else if (word === "ENV") Object.assign(image.environment, assignmentsIn(text));
    else if (word === "USER") image.user = text;
    else if (word === "VOLUME") image.volumes.push(text);
    else if (word === "CMD") image.command = execForm(text);
    else if (word === "HEALTHCHECK") image.healthcheck = execForm(text);
    else if (word === "COPY") copy(text, image, images);
    else if (word === "RUN" && text.startsWith("npm ci")) linkPackages(image);
    else if (word === "RUN") await runStep(text, image);
    else throw new Error(`${word} is not understood in a Dockerfile`);
  }
  return image;
}

/** A folder's contents go into the target, and so do files if it is a folder or there are several. */
function copy(text: string, { root, workdir }: Image, images: ReadonlyMap<string, Image>): void {
  const [, stage, rest = ""] = /^(?:--from=(\S+)\s+)?(.*)$/.exec(text) ?? [];
  const paths = rest.split(/\s+/);
  const target = paths.pop() ?? "";
  const context = stage === undefined ? process.cwd() : images.get(stage)?.root;
  if (context === undefined) throw new Error(`There is no stage ${stage}.`);
  const isIgnored = stage === undefined ? ignoredByDocker() : () => false;
  const to = join(root, posix.resolve(workdir, target));
  for (const source of paths.map((path) => join(context, path))) {
    if (statSync(source).isDirectory()) {
      for (const name of readdirSync(source)) if (!isIgnored(name)) copyTree(join(source, name), join(to, name));
    } else copyTree(source, paths.length > 1 || target.endsWith("/") ? join(to, basename(source)) : to);
  }
}

function copyTree(from: string, to: string): void {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
}

/** What stays out of the image, by its name: the patterns of `.dockerignore` are all of the first level. */
function ignoredByDocker(): (name: string) => boolean {
  const patterns = readFileSync(".dockerignore", "utf8")
    .split("\n")
    .filter((line) => /^[^#]/.test(line));
  return (name) => patterns.some((pattern) => matchesGlob(name, pattern));
}

function linkPackages({ root, workdir }: Image): void {
  execFileSync("cp", ["-al", join(process.cwd(), "node_modules"), join(root, workdir, "node_modules")]);
}

async function runStep(text: string, { root, workdir, environment }: Image): Promise<void> {
  const child = runInContainer(root, { command: ["/bin/sh", "-c", text], workdir, environment, as: "root" });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (output += chunk));
  const [status] = await once(child, "exit");
  if (status !== 0) throw new Error(`RUN ${text} failed:\n${output}`);
}

/** Volumes as a runtime makes them: with what the image has in their place, and its owner. */
export function layVolumes({ root }: Image, folders: readonly string[]): void {
  for (const folder of folders) {
    const volume = `${root}-volumes${folder}`;
    const place = join(root, folder);
    if (existsSync(place)) cpSync(place, volume, { recursive: true });
    const { uid, gid } = statSync(place);
    chownSync(volume, uid, gid);
  }
}
