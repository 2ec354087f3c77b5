/** What is needed before anything can be created here. */
export function NoCreatingAccount() {
  return (
    <div className="flex flex-col gap-3">
      <h1 className="text-xl font-semibold tracking-tight">New cluster</h1>
      <p className="max-w-prose text-muted">
        Clusterdeck can create clusters at Fireworks, and no Fireworks account is connected. An admin of this server
        puts <code className="font-mono text-xs text-ink">FIREWORKS_API_KEY</code> and{" "}
        <code className="font-mono text-xs text-ink">FIREWORKS_ACCOUNT_ID</code> into{" "}
        <code className="font-mono text-xs text-ink">.env</code> beside the program and starts it again. The key needs
        the permission to create clusters.
      </p>
      <p className="max-w-prose text-muted">
        What you create at any other provider appears in the fleet by itself, within a minute.
      </p>
    </div>
  );
}
