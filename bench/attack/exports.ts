import { DAY_MS } from "@/lib/domain/time/epoch";
import type { Attack } from "./attack";
import { crowd } from "./crowd";

const DAYS = 199;

export const oneExport = exportsBy("one FOCUS export", ["viewer"]);
export const twoExports = exportsBy("two FOCUS exports", ["viewer", "operator"]);

/** Each person exports everything, again and again. */
function exportsBy(name: string, people: readonly ("viewer" | "operator")[]): Attack {
  return {
    name: `${name} of ${DAYS} days`,
    run: ({ app, cookies }, ending) =>
      crowd({
        clients: people.length,
        ending,
        ask: (client) => {
          const now = Date.now();
          const range = { from: new Date(now - DAYS * DAY_MS).toISOString(), to: new Date(now).toISOString() };
          return fetch(`${app.url}/api/costs/export?${new URLSearchParams({ format: "focus", ...range })}`, {
            headers: { Cookie: cookies[people[client] ?? "viewer"] },
            signal: ending,
          });
        },
      }),
  };
}
