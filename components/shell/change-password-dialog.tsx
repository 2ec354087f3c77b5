"use client";

import { useMutation } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { NewPasswordField } from "@/components/ui/fields/new-password-field";
import { TextField } from "@/components/ui/fields/text-field";
import { formValues } from "@/components/ui/form-values";
import { notify } from "@/components/ui/notice";
import { Dialog } from "@/components/ui/overlay/dialog";
import { ProblemLine } from "@/components/ui/problem-line";
import { changePassword } from "@/lib/queries/sign-in";

export function ChangePasswordDialog({ onClose }: { onClose: () => void }) {
  const { mutate, error, isPending } = useMutation({
    mutationFn: changePassword,
    networkMode: "always",
    onSuccess: () => {
      notify("Your password was changed. You are signed out everywhere else.");
      onClose();
    },
  });
  return (
    <Dialog title="Change password" onClose={onClose}>
      <form
        method="post"
        onSubmit={(event) => mutate(formValues(event, "currentPassword", "newPassword"))}
        className="flex flex-col gap-4"
      >
        <TextField
          label="Current password"
          name="currentPassword"
          type="password"
          autoComplete="current-password"
          required
        />
        <NewPasswordField label="New password" name="newPassword" />
        <ProblemLine error={error} />
        <Button type="submit" variant="primary" className="self-end" disabled={isPending}>
          Change password
        </Button>
      </form>
    </Dialog>
  );
}
