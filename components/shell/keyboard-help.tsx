"use client";

import { useFleetSource } from "@/components/status/source/fleet-source";
import { Dialog } from "@/components/ui/overlay/dialog";

const KEYS = [
  { keys: ["/"], does: "Search" },
  { keys: ["g", "f"], does: "Go to the fleet" },
  { keys: ["g", "a"], does: "Go to the alerts", isForMembers: true },
  { keys: ["g", "c"], does: "Go to the costs", needsCosts: true },
  { keys: ["g", "w"], does: "Go to the wall screen", isForMembers: true },
  { keys: ["↑", "↓"], does: "Move through the clusters" },
  { keys: ["Enter"], does: "Open the focused cluster" },
  { keys: ["y"], does: "Copy the ssh command of the focused row", isForMembers: true },
  { keys: ["?"], does: "List these keys" },
  { keys: ["Esc"], does: "Close" },
];

/** Loaded on demand. */
export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const { isGuest, showsCosts } = useFleetSource();
  const keys = KEYS.filter(
    ({ isForMembers, needsCosts }) => (!isForMembers || !isGuest) && (!needsCosts || showsCosts),
  );
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <dl className="grid grid-cols-[1fr_auto] items-center gap-y-2 text-sm">
        {keys.map(({ keys, does }) => (
          <div key={does} className="contents">
            <dt>{does}</dt>
            <dd className="flex justify-end gap-1">
              {keys.map((key) => (
                <kbd
                  key={key}
                  className="min-w-6 rounded border border-line bg-raised px-1.5 text-center font-mono text-xs leading-5"
                >
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
