import {
  ExplainNode,
  type KyselyPlugin,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  sql,
} from "kysely";

/** A plugin that lets SQLite say how it would run each query, in place of running it: "SEARCH alert USING INDEX …". */
export function queryPlans(): { plugin: KyselyPlugin; steps: string[] } {
  const steps: string[] = [];
  const explain = { ...ExplainNode.create(), options: sql`query plan`.toOperationNode() };
  const plugin: KyselyPlugin = {
    transformQuery({ node }: PluginTransformQueryArgs) {
      return node.kind === "SelectQueryNode" || node.kind === "DeleteQueryNode" ? { ...node, explain } : node;
    },
    async transformResult({ result }: PluginTransformResultArgs) {
      steps.push(...result.rows.map(({ detail }) => String(detail)));
      return { rows: [] };
    },
  };
  return { plugin, steps };
}
