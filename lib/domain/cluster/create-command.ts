import { createRequestOf, type NewCluster } from "./new-cluster";

/** The call that Clusterdeck makes, as a command for a shell. The key is a variable: no browser knows it. */
export function createCommand(cluster: NewCluster, url: string): string {
  return [
    "curl --request POST",
    `  --url ${shellQuoted(url)}`,
    '  --header "Authorization: Bearer $FIREWORKS_API_KEY"',
    "  --header 'Content-Type: application/json'",
    `  --data ${shellQuoted(JSON.stringify(createRequestOf(cluster), null, 2))}`,
  ].join(" \\\n");
}

/** One word to every POSIX shell, whatever is in it. */
function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
