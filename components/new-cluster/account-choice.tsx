import { StatusMark } from "@/components/status/status-mark";
import { Callout } from "@/components/ui/callout";
import { LabelledSelect } from "@/components/ui/fields/labelled-select";
import type { Account } from "@/lib/contract/fleet";

interface AccountChoiceProps {
  accounts: readonly Account[];
  chosen: Account;
  onChange: (accountId: string) => void;
}

/** Which account creates the cluster, where there are several; and what is wrong with it, if anything is. */
export function AccountChoice({ accounts, chosen, onChange }: AccountChoiceProps) {
  return (
    <>
      {accounts.length > 1 && (
        <div>
          <LabelledSelect label="Account" value={chosen.id} onChange={onChange}>
            {accounts.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </LabelledSelect>
        </div>
      )}
      {chosen.problem && (
        <Callout icon={<StatusMark mark="down" />} title={`Nothing can be created in ${chosen.label} at present`}>
          {chosen.problem.detail} You can fill in the form all the same: it keeps what you enter.
        </Callout>
      )}
    </>
  );
}
