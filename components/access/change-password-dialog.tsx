"use client";

import { useMutation } from "@tanstack/react-query";
import { changePassword } from "@/lib/queries/sign-in";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { notify } from "../ui/notice";
import { TextField } from "../ui/text-field";
import { formValues } from "./form-values";
import { NewPasswordField } from "./new-password-field";
import { ProblemLine } from "./problem-line";

export function ChangePasswordDialog({ onClose }: { onClose: () => void }) {
  const { mutate, error, isPending } = useMutation({
    mutationFn: changePassword,
    networkMode: "always",
    onSuccess: () => {
      notify("Your password is changed. Everywhere else you are signed out.");
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
          label="Present password"
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
