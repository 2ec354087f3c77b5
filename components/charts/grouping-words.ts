import type { CostGrouping } from "@/lib/contract/costs";

/** What a grouping is called: in the menu, above its column, and in the plural for "7 other accounts". */
export const GROUPING_WORDS: Record<CostGrouping, { choice: string; title: string; noun: string; plural: string }> = {
  none: { choice: "No grouping", title: "Total", noun: "What", plural: "others" },
  provider: { choice: "By provider", title: "By provider", noun: "Provider", plural: "providers" },
  account: { choice: "By account", title: "By account", noun: "Account", plural: "accounts" },
  cluster: { choice: "By cluster", title: "By cluster", noun: "Cluster", plural: "clusters" },
  "gpu-model": { choice: "By GPU model", title: "By GPU model", noun: "GPU model", plural: "GPU models" },
};
