import "server-only";
import { replaceSecrets } from "./secrets";

/**
 * Passes everything that others print, such as a warning from Next that names a request's path, through the scrubber,
 * as our own log does.
 */
export function guardOutput(stream: NodeJS.WritableStream): void {
  stream.write = new Proxy(stream.write, {
    apply: (write, self, [chunk, ...rest]) =>
      Reflect.apply(write, self, [typeof chunk === "string" ? replaceSecrets(chunk) : chunk, ...rest]),
  });
}
