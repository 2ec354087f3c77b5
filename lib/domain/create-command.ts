import { createRequestOf, type NewCluster } from "./new-cluster";

/**
 * The call that Clusterdeck makes, as a command for a shell. Key and account are variables: neither is known to a browser.
 */
export function createCommand(cluster: NewCluster): string {
  return [
    "curl --request POST",
    '  --url "https://api.fireworks.ai/v1/accounts/$FIREWORKS_ACCOUNT_ID/clusters"',
    '  --header "Authorization: Bearer $FIREWORKS_API_KEY"',
    "  --header 'Content-Type: application/json'",
    `  --data ${shellQuoted(JSON.stringify(createRequestOf(cluster), null, 2))}`,
  ].join(" \\\n");
}

/** One word to every POSIX shell, whatever is in it. */
function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
