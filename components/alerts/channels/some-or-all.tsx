interface SomeOrAllProps<Id extends string> {
  /** In the plural: "Rules". */
  legend: string;
  options: readonly { id: Id; label: string }[];
  /** `null` for all. */
  chosen: readonly Id[] | null;
  onChange: (chosen: Id[] | null) => void;
}

/** All of something, future ones included, or only what is chosen. */
export function SomeOrAll<Id extends string>({ legend, options, chosen, onChange }: SomeOrAllProps<Id>) {
  return (
    <fieldset className="text-sm">
      <legend className="font-medium">{legend}</legend>
      <label className="mt-1 flex cursor-pointer gap-2.5">
        <input
          type="checkbox"
          checked={chosen === null}
          onChange={({ target }) => onChange(target.checked ? null : options.map(({ id }) => id))}
          className="accent-accent"
        />
        All, and future ones
      </label>
      {chosen !== null && (
        <div className="mt-1 grid gap-x-4 pl-6 sm:grid-cols-2">
          {options.map(({ id, label }) => (
            <label key={id} className="flex cursor-pointer gap-2.5 py-0.5">
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                onChange={({ target }) =>
                  onChange(target.checked ? [...chosen, id] : chosen.filter((other) => other !== id))
                }
                className="accent-accent"
              />
              <span className="min-w-0 truncate">{label}</span>
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
}
