import "server-only";
import type { Kysely } from "kysely";
import { DEFAULT_RULES, RULE_IDS, type RuleId, type RuleSettings } from "@/lib/domain/alerts/rule";
import type { ConfiguredAlerts } from "../../configuration/alerts/configured-alerts";
import { conflict } from "../../refusal";
import type { AlertTables } from "../store/schema";

interface SetRule extends RuleSettings {
  rule: RuleId;
  source: "default" | "settings" | "file";
}

export interface RuleStore {
  load(): Promise<void>;
  /** Takes these for the rules of clusterdeck.yaml from now on. */
  setConfigured(configured: ConfiguredAlerts["rules"]): void;
  /** In the order in which Settings lists them. */
  list(): readonly SetRule[];
  /** What is left out goes back to its default. Throws a refusal if clusterdeck.yaml sets this rule. */
  set(rule: RuleId, settings: Partial<RuleSettings>): Promise<SetRule>;
}

/** A rule that the file sets is the file's alone, so that nobody has to look in two places. */
export function createRuleStore(db: Kysely<AlertTables>, atStart: ConfiguredAlerts["rules"]): RuleStore {
  let configured = atStart;
  let stored: ReadonlyMap<RuleId, RuleSettings> = new Map();

  const find = (rule: RuleId): SetRule => {
    const inFile = configured.get(rule);
    if (inFile !== undefined) return { rule, ...DEFAULT_RULES[rule], ...inFile, source: "file" };
    const inStore = stored.get(rule);
    return { rule, ...(inStore ?? DEFAULT_RULES[rule]), source: inStore === undefined ? "default" : "settings" };
  };

  async function load(): Promise<void> {
    const rows = await db.selectFrom("alertRule").selectAll().execute();
    stored = new Map(rows.map(({ rule, enabled, ...settings }) => [rule, { ...settings, enabled: enabled === 1 }]));
  }

  return {
    load,
    setConfigured: (next) => {
      configured = next;
    },
    list: () => RULE_IDS.map(find),
    async set(rule, settings) {
      if (configured.has(rule)) throw conflict(`${rule} is set in clusterdeck.yaml. Change it there.`);
      const wanted = { ...DEFAULT_RULES[rule], ...settings };
      if (isDefault(rule, wanted)) {
        await db.deleteFrom("alertRule").where("rule", "=", rule).execute();
      } else {
        const row = { ...wanted, enabled: wanted.enabled ? 1 : 0 };
        await db
          .insertInto("alertRule")
          .values({ rule, ...row })
          .onConflict((clash) => clash.column("rule").doUpdateSet(row))
          .execute();
      }
      await load();
      return find(rule);
    },
  };
}

function isDefault(rule: RuleId, settings: RuleSettings): boolean {
  return (
    JSON.stringify(Object.values({ ...DEFAULT_RULES[rule], ...settings })) ===
    JSON.stringify(Object.values(DEFAULT_RULES[rule]))
  );
}
