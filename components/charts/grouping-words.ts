import type { CostGrouping } from "@/lib/contract/costs";

/** What a grouping is called: in the menu, above its column, and after the number of "7 other accounts". */
export const GROUPING_WORDS: Record<
  CostGrouping,
  { choice: string; title: string; noun: string; singular: string; plural: string }
> = {
  none: { choice: "No grouping", title: "Total", noun: "What", singular: "other", plural: "others" },
  provider: {
    choice: "By provider",
    title: "By provider",
    noun: "Provider",
    singular: "provider",
    plural: "providers",
  },
  account: { choice: "By account", title: "By account", noun: "Account", singular: "account", plural: "accounts" },
  cluster: { choice: "By cluster", title: "By cluster", noun: "Cluster", singular: "cluster", plural: "clusters" },
  "gpu-model": {
    choice: "By GPU model",
    title: "By GPU model",
    noun: "GPU model",
    singular: "GPU model",
    plural: "GPU models",
  },
};
