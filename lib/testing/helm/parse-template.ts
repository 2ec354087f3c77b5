/** A value in an action: what a pipeline is made of. */
export type Operand =
  | { kind: "literal"; value: string | number | boolean | null }
  /** `.a.b`, on the dot. */
  | { kind: "field"; path: readonly string[] }
  /** `$x.a`; `$` alone has no name. */
  | { kind: "variable"; name: string; path: readonly string[] }
  | { kind: "function"; name: string }
  | { kind: "pipeline"; pipeline: Pipeline };

/** Commands, of which each gets the value of the one before as its last argument. */
export type Pipeline = readonly (readonly Operand[])[];

export type TemplateNode =
  | { kind: "text"; text: string }
  | { kind: "output"; pipeline: Pipeline }
  | { kind: "assign"; name: string; pipeline: Pipeline }
  | { kind: "if" | "with" | "range"; pipeline: Pipeline; body: TemplateNode[]; otherwise: TemplateNode[] };

export interface ParsedTemplate {
  body: TemplateNode[];
  /** What it defines for others to include. */
  defined: ReadonlyMap<string, TemplateNode[]>;
}

interface Action {
  text: string;
  /** What stands between the braces; empty for a comment. */
  code: string;
}

const ACTION = /\{\{(-\s)?\s*(\/\*[\s\S]*?\*\/|(?:"(?:\\.|[^"\\])*"|`[^`]*`|[^"`])*?)\s*?(\s-)?\}\}/g;
const TOKEN = /"(?:\\.|[^"\\])*"|`[^`]*`|-?\d+(?:\.\d+)?|\$\w*(?:\.\w+)*|(?:\.\w+)+|\.|\w+|:=|[()|]|\S/g;

/** The part of Go's text/template that the chart uses. Throws for anything else, so that nothing passes that Helm would refuse. */
export function parseTemplate(source: string): ParsedTemplate {
  const defined = new Map<string, TemplateNode[]>();
  const { actions, rest } = splitActions(source);
  let next = 0;

  /** Up to the action that ends the block, whose code it returns. */
  function block(): { nodes: TemplateNode[]; end: string } {
    const nodes: TemplateNode[] = [];
    for (;;) {
      const action = actions[next++];
      if (action === undefined) return { nodes: [...nodes, { kind: "text", text: rest }], end: "" };
      nodes.push({ kind: "text", text: action.text });
      const { code } = action;
      const word = /^(if|with|range|define|else|end)\b\s*(.*)$/s.exec(code);
      if (code === "" || code.startsWith("/*")) continue;
      if (word === null) nodes.push(statement(code));
      else if (word[1] === "else" || word[1] === "end") return { nodes, end: code };
      else if (word[1] === "define") defined.set(nameOf(word[2] ?? ""), ended(block()).nodes);
      else nodes.push(branch(word[1], word[2] ?? ""));
    }
  }

  function branch(kind: string | undefined, condition: string): TemplateNode {
    if (kind !== "if" && kind !== "with" && kind !== "range") throw new Error(`${kind} begins no block`);
    const { nodes: body, end } = block();
    const pipeline = parsePipeline(condition);
    if (end === "end") return { kind, pipeline, body, otherwise: [] };
    const onward = /^else\s+(if|with)\s+(.*)$/s.exec(end);
    const otherwise = onward ? [branch(onward[1], onward[2] ?? "")] : ended(block()).nodes;
    return { kind, pipeline, body, otherwise };
  }

  const { nodes: body, end } = block();
  if (end !== "") throw new Error(`There is no block for {{ ${end} }}`);
  return { body, defined };
}

function splitActions(source: string): { actions: Action[]; rest: string } {
  const actions: Action[] = [];
  let from = 0;
  let trims = false;
  const textTo = (end: number) => (trims ? source.slice(from, end).trimStart() : source.slice(from, end));
  for (const match of source.matchAll(ACTION)) {
    const text = textTo(match.index);
    actions.push({ text: match[1] ? text.trimEnd() : text, code: (match[2] ?? "").trim() });
    from = match.index + match[0].length;
    trims = match[3] !== undefined;
  }
  const rest = textTo(source.length);
  if (rest.includes("{{")) throw new Error(`This action does not end: ${rest.slice(rest.indexOf("{{"), 60)}`);
  return { actions, rest };
}

function ended(block: { nodes: TemplateNode[]; end: string }) {
  if (block.end !== "end") throw new Error("A block does not end");
  return block;
}

function statement(code: string): TemplateNode {
  const assignment = /^\$(\w+)\s*:=\s*(.*)$/s.exec(code);
  if (assignment === null) return { kind: "output", pipeline: parsePipeline(code) };
  return { kind: "assign", name: assignment[1] ?? "", pipeline: parsePipeline(assignment[2] ?? "") };
}

function nameOf(quoted: string): string {
  const name = /^"([^"]+)"$/.exec(quoted.trim())?.[1];
  if (name === undefined) throw new Error(`A definition has no name: ${quoted}`);
  return name;
}

function parsePipeline(code: string): Pipeline {
  const tokens = [...code.matchAll(TOKEN)].map(([token]) => token);
  const pipeline = commandsOf(tokens);
  if (tokens.length > 0) throw new Error(`{{ ${code} }} has a bracket too many`);
  return pipeline;
}

/** Takes tokens up to the bracket that closes it, or to the end. */
function commandsOf(tokens: string[]): Pipeline {
  const commands: Operand[][] = [[]];
  for (let token = tokens.shift(); token !== undefined && token !== ")"; token = tokens.shift()) {
    if (token === "|") commands.push([]);
    else commands.at(-1)?.push(operandOf(token, tokens));
  }
  if (commands.some((command) => command.length === 0))
    throw new Error("A pipeline has a command without anything in it");
  return commands;
}

function operandOf(token: string, tokens: string[]): Operand {
  if (token === "(") return { kind: "pipeline", pipeline: commandsOf(tokens) };
  if (token === ".") return { kind: "field", path: [] };
  if (token.startsWith(".")) return { kind: "field", path: token.slice(1).split(".") };
  if (token.startsWith("$")) {
    const [name = "", ...path] = token.slice(1).split(".");
    return { kind: "variable", name, path };
  }
  if (token.startsWith('"')) return { kind: "literal", value: JSON.parse(token) };
  if (token.startsWith("`")) return { kind: "literal", value: token.slice(1, -1) };
  if (/^-?\d/.test(token)) return { kind: "literal", value: Number(token) };
  if (token === "true" || token === "false") return { kind: "literal", value: token === "true" };
  if (token === "nil") return { kind: "literal", value: null };
  if (/^\w+$/.test(token)) return { kind: "function", name: token };
  throw new Error(`${token} is not understood in a template`);
}
