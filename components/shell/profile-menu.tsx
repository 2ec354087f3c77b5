"use client";

import { lazy, type ReactNode, Suspense, useState } from "react";
import { notify } from "@/components/ui/notice";
import { Popover } from "@/components/ui/overlay/popover";
import { patiently } from "@/components/ui/patiently";
import type { Role } from "@/lib/domain/people/role";
import { signOut } from "@/lib/queries/sign-out";

// Rarely opened, and useless without the server, so loaded on demand.
const ChangePasswordDialog = lazy(() =>
  patiently(() => import("./change-password-dialog").then((dialog) => ({ default: dialog.ChangePasswordDialog }))),
);
const SessionsDialog = lazy(() =>
  patiently(() => import("./sessions-dialog").then((dialog) => ({ default: dialog.SessionsDialog }))),
);

export interface Profile {
  name: string;
  email: string;
  role: Role;
  /** False if this installation does not ask anybody to sign in. */
  isSignedIn: boolean;
  /** False for people who sign in through an identity provider. */
  hasPassword: boolean;
}

const ITEM = "block w-full rounded px-2.5 py-1.5 text-left hover:bg-raised";

interface ProfileMenuProps {
  profile: Profile;
  /** From the server, so that it is in no script. */
  icon: ReactNode;
}

export function ProfileMenu({ profile: { name, email, role, hasPassword }, icon }: ProfileMenuProps) {
  const [dialog, setDialog] = useState<"password" | "sessions" | null>(null);
  return (
    <>
      <Popover
        label="Your profile"
        triggerClassName="inline-flex size-8 items-center justify-center rounded-md text-muted hover:bg-raised hover:text-ink"
        trigger={
          <>
            {icon}
            <span className="sr-only">Your profile: {name}</span>
          </>
        }
        content={() => (
          <>
            <div className="border-line border-b px-2.5 pt-1 pb-2">
              <p className="font-medium">{name}</p>
              <p className="text-muted">
                {email} · {role}
              </p>
            </div>
            <div className="pt-1.5">
              {hasPassword && (
                <button type="button" className={ITEM} onClick={() => setDialog("password")}>
                  Change password
                </button>
              )}
              <button type="button" className={ITEM} onClick={() => setDialog("sessions")}>
                Where you are signed in
              </button>
              <button type="button" className={ITEM} onClick={leave}>
                Sign out
              </button>
            </div>
          </>
        )}
      />
      <Suspense>
        {dialog === "password" && <ChangePasswordDialog onClose={() => setDialog(null)} />}
        {dialog === "sessions" && (
          <SessionsDialog title="Where you are signed in" personId={null} onClose={() => setDialog(null)} />
        )}
      </Suspense>
    </>
  );
}

async function leave() {
  try {
    await signOut();
    window.location.assign("/login");
  } catch {
    notify("You could not be signed out. Try again.");
  }
}
