import { variablesOf } from "@/lib/server/providers/settings";
import type { Provider } from "@/lib/server/providers/spec";

/**
 * The variables of these providers that a text neither sets, as `.env.example` does, nor names as code, as the
 * documentation does.
 */
export function undocumentedVariables(registry: readonly Provider[], text: string): string[] {
  const variables = registry.flatMap(variablesOf);
  return variables.filter((name) => !text.includes(`\`${name}\``) && !new RegExp(`^(# )?${name}=`, "m").test(text));
}
