import { join } from "node:path";
import { type ExactCost, NO_COST, roundCost } from "@/lib/domain/money/cost";
import { formatUsd } from "@/lib/domain/money/format-usd";
import { formatCounted } from "@/lib/domain/text/format";
import { createSecretBox } from "@/lib/server/secret-box/secret-box";
import { secretKeysFoundIn } from "@/lib/server/secret-box/secret-key";
import { checkSecrets } from "@/lib/server/secret-rotation/check-secrets";
import { openDatabase, type StoreLocation } from "@/lib/server/store/open-database";
import type { CopiedStore } from "@/lib/server/store-copy/copy-store";

/** What people know the contents of a store as, by the table that has one row for each. */
const KNOWN_AS: readonly (readonly [table: string, one: string, several: string])[] = [
  ["person", "person", "people"],
  ["session", "session", "sessions"],
  ["shareLink", "link or screen", "links and screens"],
  ["storedAccount", "account", "accounts"],
  ["cluster", "cluster", "clusters"],
  ["alert", "alert", "alerts"],
  ["delivery", "message", "messages"],
  ["alertChannel", "channel", "channels"],
  ["alertSilence", "silence", "silences"],
  ["alertRule", "changed rule", "changed rules"],
  ["pushSubscription", "browser with pushes", "browsers with pushes"],
  ["auditEntry", "entry of the audit log", "entries of the audit log"],
];

interface Keys {
  to: StoreLocation;
  /** Where a key is kept that is not configured. */
  dataDir: string;
  configured: Buffer | null;
}

/** What was copied, compared on both sides, and who can open what of it is sealed. */
export async function describeCopy(copied: CopiedStore, keys: Keys): Promise<string> {
  return [tableOf(copied), "", whatCameAlong(copied), await describeSecrets(keys)].join("\n");
}

function tableOf({ from, to }: CopiedStore): string {
  const lines = [["", "from", "to", "digest of all rows"]];
  for (const [table, { rows, digest }] of from.tables) {
    lines.push([`${table} rows`, `${rows}`, `${to.tables.get(table)?.rows}`, digest.slice(0, 12)]);
  }
  for (const [cluster, cost] of from.costs)
    lines.push([cluster, costWords(cost), costWords(to.costs.get(cluster)), ""]);
  const widths = [0, 1, 2].map((column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  return lines
    .map((cells) =>
      cells
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** An unknown price is not zero. */
function costWords(cost: ExactCost = NO_COST): string {
  return cost === NO_COST ? "none known" : formatUsd(roundCost(cost));
}

function whatCameAlong({ to }: CopiedStore): string {
  const counts = KNOWN_AS.flatMap(([table, one, several]) => {
    const rows = to.tables.get(table)?.rows ?? 0;
    return rows === 0 ? [] : [formatCounted(rows, one, several)];
  });
  return `Every row of every table is the same on both sides. Came along: ${counts.join(", ") || "nothing, as nothing was stored"}.`;
}

async function describeSecrets({ to, dataDir, configured }: Keys): Promise<string> {
  const store = openDatabase(to);
  try {
    const keys = configured === null ? secretKeysFoundIn(dataDir) : [configured];
    const [key, ...others] = keys;
    const box = key === undefined ? null : createSecretBox(key, others);
    const { sealed, unreadable } = await checkSecrets(store, box);
    if (sealed === 0) return "Nothing of it is encrypted.";
    const kept = configured === null ? `the key in ${join(dataDir, "secret-key")}` : "CLUSTERDECK_SECRET_KEY";
    const counted = `${formatCounted(sealed, "secret")} of accounts, channels and browsers came along encrypted.`;
    if (unreadable.length === 0) {
      return (
        `${counted} What opens them is not in the store: ${kept}. Each server needs the same one` +
        (configured === null ? ", for instance by CLUSTERDECK_SECRET_KEY_FILE with a copy of that file." : ".")
      );
    }
    const tried = key === undefined ? `There is no key in ${dataDir}, and none is configured` : `Not opened by ${kept}`;
    return (
      `${counted} ${tried}: ${unreadable.join(", ")}. Give the servers the key that these were stored with, or enter them again ` +
      "in the settings."
    );
  } finally {
    await store.close();
  }
}
