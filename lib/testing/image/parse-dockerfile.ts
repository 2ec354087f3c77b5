export interface Instruction {
  word: string;
  text: string;
}

export interface Stage {
  /** What other stages call it; `null` for the last one, as a rule. */
  name: string | null;
  instructions: Instruction[];
}

/** The stages of a Dockerfile, without comments. */
export function parseDockerfile(text: string): Stage[] {
  const stages: Stage[] = [];
  for (const line of text.replaceAll(/\\\n/g, " ").split("\n")) {
    const [, word, rest = ""] = /^([A-Z]+)\s+(.*)$/.exec(line.trim()) ?? [];
    if (word === undefined) continue;
    if (word === "FROM") stages.push({ name: /\sAS\s(\S+)$/i.exec(rest)?.[1] ?? null, instructions: [] });
    else stages.at(-1)?.instructions.push({ word, text: rest });
  }
  return stages;
}

/** What `ENV` and the like set: `A=1 B=2`. */
export function assignmentsIn(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value]));
}

/** The command of `CMD ["node", "…"]`. */
export function execForm(text: string): string[] {
  const command: unknown = JSON.parse(text.slice(text.indexOf("[")));
  if (!Array.isArray(command) || command.some((part) => typeof part !== "string"))
    throw new Error(`No command: ${text}`);
  return command;
}
