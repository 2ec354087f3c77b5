const KEYS = [
  ["Fireworks", "FIREWORKS_API_KEY and FIREWORKS_ACCOUNT_ID"],
  ["Prime Intellect", "PRIME_API_KEY"],
  ["Shadeform", "SHADEFORM_API_KEY"],
  ["TensorOne", "TENSORONE_API_KEY"],
];

/** How to connect a provider, in as many words as it takes. */
export function AddKeyHelp() {
  return (
    <div className="max-w-md space-y-2 text-sm text-muted">
      <p>
        Put one of these into <code className="font-mono text-xs text-ink">.env</code> beside the program, then start it
        again:
      </p>
      <dl className="space-y-1">
        {KEYS.map(([provider, variable]) => (
          <div key={provider} className="flex flex-wrap gap-x-3">
            <dt className="w-28">{provider}</dt>
            <dd className="font-mono text-xs leading-5 text-ink">{variable}</dd>
          </div>
        ))}
      </dl>
      <p>
        Several accounts at one provider, keys from files and everything else: README, section “Keys”. Keys stay on the
        server.
      </p>
    </div>
  );
}
