import "server-only";
import { isAlias, parseAllDocuments, visit } from "yaml";

/** Ten times as much as one context of a kubeconfig needs, and little enough that a hostile text holds nobody up. */
const MAX_KIB = 64;

/** The one document of a text that somebody has pasted, or why it is not read: a sentence that repeats nothing of it. */
export function readYaml(text: string): { value: unknown } | { problem: string } {
  if (text.length > MAX_KIB * 1024) {
    return {
      problem: `is longer than ${MAX_KIB} KB. Paste one context only: \`kubectl config view --raw --flatten --minify\` prints it`,
    };
  }
  const documents = parseAllDocuments(text, { prettyErrors: false, logLevel: "silent" });
  const [document, ...others] = [...documents];
  if (document === undefined || document.errors.length > 0) return { problem: "is not valid YAML" };
  if (others.length > 0) return { problem: "holds several YAML documents. Paste one kubeconfig" };
  let hasAlias = false;
  visit(document, (_, node) => {
    hasAlias ||= isAlias(node);
    return hasAlias ? visit.BREAK : undefined;
  });
  // What refers to itself ten times over ten levels would grow beyond all memory.
  if (hasAlias) return { problem: "refers to parts of itself (YAML aliases), which no kubeconfig needs" };
  return { value: document.toJS() };
}
