"use client";

import { MoreHorizontal } from "lucide-react";
import { useState } from "react";
import { SessionsDialog } from "@/components/shell/sessions-dialog";
import { Popover } from "@/components/ui/overlay/popover";
import type { ListedPerson } from "@/lib/contract/people";
import { PasswordLinkDialog } from "./password-link-dialog";
import { RemovePersonDialog } from "./remove-person-dialog";

const ITEM = "block w-full rounded px-2.5 py-1.5 text-left hover:bg-raised";

interface PersonMenuProps {
  person: ListedPerson;
  /** Disables the person, or enables them again. */
  onDisable: () => void;
}

export function PersonMenu({ person, onDisable }: PersonMenuProps) {
  const { id, name, disabled, signsInWith } = person;
  const [dialog, setDialog] = useState<"password-link" | "sessions" | "remove" | null>(null);
  const close = () => setDialog(null);
  return (
    <>
      <Popover
        label={`Actions for ${name}`}
        triggerClassName="inline-flex size-8 items-center justify-center rounded-md text-muted hover:bg-raised hover:text-ink"
        trigger={
          <>
            <MoreHorizontal size={16} aria-hidden />
            <span className="sr-only">More about {name}</span>
          </>
        }
        content={() => (
          <>
            {signsInWith !== "single-sign-on" && (
              <button type="button" className={ITEM} onClick={() => setDialog("password-link")}>
                New password link
              </button>
            )}
            <button type="button" className={ITEM} onClick={() => setDialog("sessions")}>
              Where they are signed in
            </button>
            <button type="button" className={ITEM} onClick={onDisable}>
              {disabled ? "Enable" : "Disable"}
            </button>
            <button type="button" className={`${ITEM} text-down`} onClick={() => setDialog("remove")}>
              Remove
            </button>
          </>
        )}
      />
      {dialog === "password-link" && <PasswordLinkDialog person={person} onClose={close} />}
      {dialog === "sessions" && <SessionsDialog title={`Where ${name} is signed in`} personId={id} onClose={close} />}
      {dialog === "remove" && <RemovePersonDialog person={person} onClose={close} />}
    </>
  );
}
