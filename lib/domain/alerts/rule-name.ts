/** What a rule is called on screen: "Stuck provisioning". Its id says so already, and pages that mark alerts need no table of names. */
export function ruleName(rule: string): string {
  const words = rule.replaceAll("-", " ").replace(/^gpu\b/, "GPU");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
