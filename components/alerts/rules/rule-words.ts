import type { RuleId } from "@/lib/domain/alerts/rule";

/** What each rule looks for, in a sentence. */
export const RULE_WORDS: Readonly<Record<RuleId, string>> = {
  "account-failing": "A provider does not answer for an account, or refuses its key. A refused key is said at once.",
  "readings-stale": "Clusterdeck itself did not get round to reading an account.",
  "cluster-down": "A cluster is in error, or unhealthy.",
  "cluster-degraded": "A part of a cluster is down: “6 of 8 nodes”.",
  "node-unreachable": "A node does not answer by ssh.",
  "stuck-provisioning":
    "A cluster takes longer to start than nine of ten like it, or than this where that is not known.",
  "cluster-gone": "A cluster is no longer there, and nobody here ended it.",
  "cluster-appeared": "There is a cluster that was not there before.",
  "stopped-but-billed": "A stopped cluster still costs more than this.",
  "rate-changed": "A cluster costs more or less than before by at least this, in the same status and size.",
  "burn-over": "The fleet, or an account, costs more than this.",
  budget: "A budget is spent to this, or its forecast goes over it; critical once it is used up.",
  "balance-low": "An account's money lasts for less than this at the present rate; critical below six hours.",
  "ends-soon": "Its provider will delete a cluster by itself within this time.",
  idle: "A cluster's GPUs are used less than this. Silent where nothing measures them.",
  "gpu-fault": "A GPU reports a fault that needs somebody. Silent where nothing measures them.",
  "gpu-missing": "A node sees fewer GPUs than it has. Silent where nothing measures them.",
  "history-not-written": "The history of readings and costs cannot be stored.",
  "channel-failing": "Messages through a channel fail. It is said through the others.",
};
