import { Popover } from "@/components/ui/overlay/popover";
import type { AccountHelp } from "@/lib/domain/cluster/key-help";
import { AddAccountHelp } from "./add-account-help";

/** That nothing is real; a click shows how to come to a fleet of one's own. */
export function DemoNotice({ help }: { help: AccountHelp }) {
  return (
    <Popover
      label="How to see your own fleet"
      triggerClassName="mr-1 flex h-8 items-center gap-1.5 rounded-md border border-dashed border-line-strong px-2.5 text-xs text-muted hover:text-ink"
      trigger={
        <>
          <span className="font-medium text-ink">Demo fleet</span>
          <span className="max-lg:hidden">
            made-up data. <span className="underline underline-offset-2">Add an account to see yours</span>
          </span>
        </>
      }
      content={() => (
        <div className="w-md max-w-[calc(100vw-3rem)] p-2.5">
          <AddAccountHelp help={help} />
        </div>
      )}
    />
  );
}
