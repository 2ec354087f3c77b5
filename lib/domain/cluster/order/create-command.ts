interface CreateCall {
  url: string;
  /** The header that holds the key, up to the key itself. */
  keyHeader: string;
  body: object;
}

/** A POST of JSON as a command for a shell. The key is a variable of it: whoever reads this does not know it. */
export function createCommand({ url, keyHeader, body }: CreateCall, keyVariable: string): string {
  return [
    "curl --request POST",
    `  --url ${shellQuoted(url)}`,
    `  --header "${keyHeader}$${keyVariable}"`,
    "  --header 'Content-Type: application/json'",
    `  --data ${shellQuoted(JSON.stringify(body, null, 2))}`,
  ].join(" \\\n");
}

/** One word to every POSIX shell, whatever is in it. */
function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
