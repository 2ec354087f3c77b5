"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields/text-field";
import { formValues } from "@/components/ui/form-values";
import { Dialog } from "@/components/ui/overlay/dialog";
import { ProblemLine } from "@/components/ui/problem-line";
import { ROLES, type Role } from "@/lib/domain/people/role";
import { addPerson, peopleQuery } from "@/lib/queries/people-query";
import { PasswordLinkNotice } from "./password-link-notice";
import { ROLE_WORDS } from "./role-words";

export function AddPersonDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const {
    mutate,
    data: added,
    error,
    isPending,
  } = useMutation({
    mutationFn: addPerson,
    networkMode: "always",
    onSuccess: () => client.invalidateQueries({ queryKey: peopleQuery.queryKey }),
  });
  if (added) {
    return (
      <Dialog title={`${added.person.name} was added`} onClose={onClose}>
        <PasswordLinkNotice link={added.passwordLink} name={added.person.name} />
      </Dialog>
    );
  }
  return (
    <Dialog title="Add a person" onClose={onClose}>
      <form
        method="post"
        onSubmit={(event) => {
          const { role, ...person } = formValues(event, "name", "email", "role");
          mutate({ ...person, role: ROLES.find((each) => each === role) ?? "viewer" });
        }}
        className="flex flex-col gap-4"
      >
        <TextField label="Name" name="name" required maxLength={80} autoComplete="off" />
        <TextField label="E-mail" name="email" type="email" required autoComplete="off" />
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1.5 text-sm font-medium">Role</legend>
          {ROLES.map((role) => (
            <RoleChoice key={role} role={role} />
          ))}
        </fieldset>
        <ProblemLine error={error} />
        <Button type="submit" variant="primary" className="self-end" disabled={isPending}>
          Add and create a link
        </Button>
      </form>
    </Dialog>
  );
}

function RoleChoice({ role }: { role: Role }) {
  const id = useId();
  return (
    <div className="flex items-baseline gap-2.5 text-sm">
      <input
        id={id}
        type="radio"
        name="role"
        value={role}
        defaultChecked={role === "viewer"}
        className="accent-accent"
      />
      <label htmlFor={id}>
        <span className="font-medium">{role}</span>
        <span className="block text-muted">{ROLE_WORDS[role]}</span>
      </label>
    </div>
  );
}
