import "server-only";
import { clip } from "@/lib/domain/text/scrub";
import type { WireFirewallRule } from "./wire";

const MAX_RULES = 20;
const MAX_LENGTH = 500;

const ANYWHERE: ReadonlySet<string> = new Set(["0.0.0.0/0", "::/0", "any", "*", "all"]);
const EVERY_PROTOCOL: ReadonlySet<string> = new Set(["any", "*", "all", "-1"]);
const EVERY_PORT: ReadonlySet<string> = new Set(["any", "*", "all", "-1", "0-65535", "1-65535"]);
const OUTWARD: ReadonlySet<string> = new Set(["outbound", "egress", "out"]);

/** "22/tcp from anywhere (SSH), outbound 443/tcp to anywhere"; `null` if no rule is given. */
export function firewallWords(rules: readonly (WireFirewallRule | null | undefined)[]): string | null {
  const words = [...new Set(rules.flatMap((rule) => (rule ? ruleWords(rule) : [])))];
  const others = words.length - MAX_RULES;
  const shown = others > 0 ? [...words.slice(0, MAX_RULES), `and ${others} more`] : words;
  return shown.length === 0 ? null : clip(shown.join(", "), MAX_LENGTH);
}

/** The `source` of a rule for what goes out is not documented: it is taken for where that may go. */
function ruleWords({ direction, protocol, port_range: ports, source, description }: WireFirewallRule): string[] {
  if (!protocol && !ports && !source) return [];
  const isOutward = OUTWARD.has(direction?.toLowerCase() ?? "");
  const place = source && isAny(ANYWHERE, source) ? "anywhere" : (source ?? "an unnamed place");
  const words = [isOutward ? "outbound" : "", trafficWords(protocol, ports), isOutward ? "to" : "from", place];
  return [`${words.filter(Boolean).join(" ")}${description ? ` (${description})` : ""}`];
}

function trafficWords(protocol: string | null | undefined, ports: string | null | undefined): string {
  const everyPort = !ports || isAny(EVERY_PORT, ports);
  const everyProtocol = !protocol || isAny(EVERY_PROTOCOL, protocol);
  if (everyPort) return everyProtocol ? "all traffic" : `all ${protocol.toLowerCase()}`;
  return everyProtocol ? `port ${ports}` : `${ports}/${protocol.toLowerCase()}`;
}

function isAny(words: ReadonlySet<string>, word: string): boolean {
  return words.has(word.trim().toLowerCase());
}
