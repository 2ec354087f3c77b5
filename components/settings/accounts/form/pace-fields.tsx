import { TextField } from "@/components/ui/fields/text-field";
import type { AccountDraft } from "./account-draft";

const MAX_INTERVAL_S = 3_600;
const MAX_REQUESTS = 10_000;

interface PaceFieldsProps {
  draft: AccountDraft;
  onChange: (draft: AccountDraft) => void;
}

/** How often an account is read, and how many requests that may take. */
export function PaceFields({ draft, onChange }: PaceFieldsProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        label="Read every … seconds"
        type="number"
        min={1}
        max={MAX_INTERVAL_S}
        step="any"
        value={draft.interval}
        onChange={({ target }) => onChange({ ...draft, interval: target.value })}
        hint="Empty: as often as the server's configuration says."
      />
      <TextField
        label="Requests per minute, at most"
        type="number"
        min={1}
        max={MAX_REQUESTS}
        step={1}
        value={draft.requestsPerMinute}
        onChange={({ target }) => onChange({ ...draft, requestsPerMinute: target.value })}
        hint="Empty: what suits the provider."
      />
    </div>
  );
}
