import { type Operand, type ParsedTemplate, type Pipeline, parseTemplate, type TemplateNode } from "./parse-template";
import { FUNCTIONS, isEmpty, print, type TemplateFunction } from "./template-functions";

interface Scope {
  dot: unknown;
  /** Those of the blocks around it too; `""` is what the template was given. */
  variables: Map<string, unknown>;
}

/** Renders templates that include one another, each by its file's name. Throws where Helm does. */
export function createTemplates(sources: ReadonlyMap<string, string>) {
  const parsed = new Map<string, ParsedTemplate>();
  for (const [file, source] of sources)
    parsed.set(
      file,
      inFile(file, () => parseTemplate(source)),
    );
  const defined = new Map([...parsed.values()].flatMap((template) => [...template.defined]));
  const functions: Record<string, TemplateFunction> = {
    ...FUNCTIONS,
    include: (name, data) => {
      const body = defined.get(print(name));
      if (body === undefined) throw new Error(`No template is called ${print(name)}`);
      return renderBody(body, data);
    },
  };

  function renderBody(body: readonly TemplateNode[], data: unknown): string {
    return nodes(body, { dot: data, variables: new Map([["", data]]) });
  }

  function nodes(list: readonly TemplateNode[], scope: Scope): string {
    const own = { ...scope, variables: new Map(scope.variables) };
    return list.map((node) => one(node, own)).join("");
  }

  function one(node: TemplateNode, scope: Scope): string {
    if (node.kind === "text") return node.text;
    const value = pipelineValue(node.pipeline, scope);
    switch (node.kind) {
      case "output":
        return print(value);
      case "assign":
        scope.variables.set(node.name, value);
        return "";
      case "range":
        if (!isEmpty(value) && !Array.isArray(value)) throw new Error("Only a list can be ranged over");
        if (Array.isArray(value) && value.length > 0)
          return value.map((dot: unknown) => nodes(node.body, { ...scope, dot })).join("");
        return nodes(node.otherwise, scope);
      default:
        if (isEmpty(value)) return nodes(node.otherwise, scope);
        return nodes(node.body, node.kind === "with" ? { ...scope, dot: value } : scope);
    }
  }

  function pipelineValue(pipeline: Pipeline, scope: Scope): unknown {
    let passed: unknown[] = [];
    for (const command of pipeline) passed = [commandValue(command, passed, scope)];
    return passed[0];
  }

  function commandValue([first, ...rest]: readonly Operand[], passed: unknown[], scope: Scope): unknown {
    if (first === undefined) throw new Error("A command has nothing in it");
    const head = first.kind === "function" ? functions[first.name] : operand(first, scope);
    if (first.kind === "function" && head === undefined) throw new Error(`No function is called ${first.name}`);
    const args = [...rest.map((one) => operand(one, scope)), ...passed];
    if (typeof head === "function") return head(...args);
    if (args.length > 0) throw new Error("Something that is no function is given arguments");
    return head;
  }

  function operand(part: Operand, scope: Scope): unknown {
    switch (part.kind) {
      case "literal":
        return part.value;
      case "field":
        return follow(scope.dot, part.path);
      case "variable":
        if (!scope.variables.has(part.name)) throw new Error(`No variable is called $${part.name}`);
        return follow(scope.variables.get(part.name), part.path);
      case "pipeline":
        return pipelineValue(part.pipeline, scope);
      case "function":
        return commandValue([part], [], scope);
    }
  }

  return {
    render: (file: string, data: unknown) => inFile(file, () => renderBody(parsed.get(file)?.body ?? [], data)),
  };
}

/** Like Go: what a map lacks is nil, and nil has no fields. */
function follow(value: unknown, path: readonly string[]): unknown {
  return path.reduce((parent, name) => {
    if (typeof parent !== "object" || parent === null)
      throw new Error(`.${path.join(".")}: nothing there has a ${name}`);
    return Reflect.get(parent, name);
  }, value);
}

function inFile<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error) error.message = `${file}: ${error.message}`;
    throw error;
  }
}
