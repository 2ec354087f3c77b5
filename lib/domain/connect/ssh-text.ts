import { DEFAULT_SSH_PORT } from "./ssh";

/** Where an ssh command leads. Still a provider's text: it becomes an endpoint through `parseSshEndpoint`. */
export interface SshTarget {
  host: string;
  port: number;
  user: string;
}

/** Why a text is left out; completes "SSH for node-1 is left out: …". */
export interface SshProblem {
  problem: string;
}

const UNREADABLE: SshProblem = { problem: "it is not a plain ssh command" };
const DETOUR: SshProblem = {
  problem: "it goes through another machine or runs a program",
};
const CONTRADICTION: SshProblem = { problem: "it names two different ports or users" };

/** `user@host`, `user@host:port`, `user@[IPv6]:port`, each also after `ssh://`. The user may stand in an option instead. */
const DESTINATION =
  /^(?:ssh:\/\/)?(?:([^\s@]+)@)?(?:\[([0-9a-f:.]+)\]|([^\s@:[\]]+|[0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*))(?::(\d{1,5}))?\/?$/i;
/** They say how to connect, not where to, and whoever logs in has their own: flags, and options with a value. */
const FLAGS = /^-[46AaCKkNnqTtvXxYy]+$/;
const IGNORED_OPTIONS = new Set(["-b", "-c", "-D", "-E", "-e", "-i", "-L", "-m", "-R"]);
const IGNORED_SETTINGS = new Set([
  ...["stricthostkeychecking", "userknownhostsfile", "globalknownhostsfile", "hostkeyalgorithms", "loglevel"],
  ...["identityfile", "identitiesonly", "pubkeyauthentication", "passwordauthentication", "preferredauthentications"],
  ...[
    "serveraliveinterval",
    "serveralivecountmax",
    "tcpkeepalive",
    "connecttimeout",
    "connectionattempts",
    "compression",
  ],
  ...["batchmode", "addkeystoagent", "forwardagent", "checkhostip", "updatehostkeys", "requesttty"],
]);

/**
 * Where a provider's ssh commands lead: one text, a list of texts (one for each machine), or one command cut into words. `null` stands
 * for what is not ready yet and is passed over.
 */
export function parseSshTexts(
  given: string | readonly (string | null)[] | null | undefined,
): (SshTarget | SshProblem)[] {
  const texts = (typeof given === "string" ? [given] : (given ?? [])).flatMap((text) => text?.trim() || []);
  const isCutIntoWords = texts.length > 1 && texts.some((text) => text === "ssh" || text.startsWith("-"));
  return isCutIntoWords ? [parseWords(texts.flatMap(wordsOf))] : texts.map((text) => parseWords(wordsOf(text)));
}

function contradict<Value>(one: Value | undefined, other: Value | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/);
}

function parseWords(words: readonly string[]): SshTarget | SshProblem {
  const rest = words[0] === "ssh" ? words.slice(1) : [...words];
  let destination: Partial<SshTarget> | null = null;
  const options: Partial<SshTarget> = {};
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (!word.startsWith("-")) {
      // A second one would be a command to run there.
      if (destination !== null) return UNREADABLE;
      destination = parseDestination(word);
      if (destination === null) return UNREADABLE;
      continue;
    }
    if (FLAGS.test(word)) continue;
    const name = word.slice(0, 2);
    const value = word.length > 2 ? word.slice(2) : rest.shift();
    if (value === undefined) return UNREADABLE;
    if (IGNORED_OPTIONS.has(name)) continue;
    const problem = readOption(name, value, options);
    if (problem !== null) return problem;
  }
  if (contradict(destination?.port, options.port) || contradict(destination?.user, options.user)) return CONTRADICTION;
  const { host, user, port } = { ...destination, ...options };
  return host === undefined || user === undefined ? UNREADABLE : { host, user, port: port ?? DEFAULT_SSH_PORT };
}

/** Adds what an option says of the target; else says why the whole command is left out. */
function readOption(name: string, value: string, target: Partial<SshTarget>): SshProblem | null {
  if (name === "-J") return DETOUR;
  if (name === "-l") target.user = value;
  else if (name === "-p") return readPort(value, target);
  else if (name === "-o") return readSetting(value, target);
  else return UNREADABLE;
  return null;
}

function readSetting(setting: string, target: Partial<SshTarget>): SshProblem | null {
  const [, name = "", value = ""] = /^([a-z]+)=(\S+)$/i.exec(setting) ?? [];
  switch (name.toLowerCase()) {
    case "port":
      return readPort(value, target);
    case "user":
      target.user = value;
      return null;
    case "hostname":
      target.host = value;
      return null;
    case "proxycommand":
    case "proxyjump":
    case "localcommand":
    case "remotecommand":
      return DETOUR;
    default:
      return IGNORED_SETTINGS.has(name.toLowerCase()) ? null : UNREADABLE;
  }
}

function readPort(text: string, target: Partial<SshTarget>): SshProblem | null {
  if (!/^\d{1,5}$/.test(text)) return UNREADABLE;
  target.port = Number(text);
  return null;
}

function parseDestination(word: string): Partial<SshTarget> | null {
  const [, user, bracketed, plain, port] = DESTINATION.exec(word) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined) return null;
  return { host, ...(user !== undefined && { user }), ...(port !== undefined && { port: Number(port) }) };
}
