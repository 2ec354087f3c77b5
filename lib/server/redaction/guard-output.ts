import "server-only";
import { replaceSecrets } from "./secrets";

/** What others print, such as a warning of Next that names a request's path, passes the scrubber as our own log does. */
export function guardOutput(stream: NodeJS.WritableStream): void {
  stream.write = new Proxy(stream.write, {
    apply: (write, self, [chunk, ...rest]) =>
      Reflect.apply(write, self, [typeof chunk === "string" ? replaceSecrets(chunk) : chunk, ...rest]),
  });
}
