import { useId } from "react";
import { DEFAULT_SHOW, type ShareShow } from "@/lib/domain/people/share-link";

/** The name of a link in the list of links. */
export function NameField({ placeholder }: { placeholder: string }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="text-sm font-medium">
        Name (for your own list)
      </label>
      <input
        id={id}
        name="name"
        required
        maxLength={80}
        autoComplete="off"
        placeholder={placeholder}
        className="mt-1.5 h-9 w-full rounded-md border border-line bg-panel px-3 text-sm"
      />
    </div>
  );
}

/** What a link may show in addition to what every link shows: see `shownIn`. */
export function ShowField() {
  return (
    <fieldset className="text-sm">
      <legend className="font-medium">Shows status, health and size, and also</legend>
      <label className="mt-1.5 flex cursor-pointer gap-2.5">
        <input type="checkbox" name="names" className="accent-accent" /> the clusters’ names
      </label>
      <label className="mt-1 flex cursor-pointer gap-2.5">
        <input type="checkbox" name="costs" className="accent-accent" /> what they cost
      </label>
      <label className="mt-1 flex cursor-pointer gap-2.5">
        <input type="checkbox" name="provider" defaultChecked={DEFAULT_SHOW.provider} className="accent-accent" /> at
        which provider they are
      </label>
      <label className="mt-1 flex cursor-pointer gap-2.5">
        <input type="checkbox" name="region" defaultChecked={DEFAULT_SHOW.region} className="accent-accent" /> in which
        region they are
      </label>
    </fieldset>
  );
}

export function shownIn(form: FormData): ShareShow {
  return {
    names: form.has("names"),
    costs: form.has("costs"),
    provider: form.has("provider"),
    region: form.has("region"),
  };
}

export function textOf(form: FormData, name: string): string {
  return secretOf(form, name).trim();
}

/** Exactly as typed: spaces are part of a secret. */
export function secretOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
