"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/overlay/dialog";
import { ProblemLine } from "@/components/ui/problem-line";
import type { ListedPerson } from "@/lib/contract/people";
import { peopleQuery, removePerson } from "@/lib/queries/people-query";

export function RemovePersonDialog({
  person: { id, name, email },
  onClose,
}: {
  person: ListedPerson;
  onClose: () => void;
}) {
  const client = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => removePerson(id),
    networkMode: "always",
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: peopleQuery.queryKey });
      onClose();
    },
  });
  return (
    <Dialog title={`Remove ${name}?`} onClose={onClose}>
      <p className="mb-4">
        {email} is signed out everywhere and can no longer sign in. What they did stays in the audit log, and their
        share links keep working.
      </p>
      <ProblemLine error={error} />
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose}>Keep</Button>
        <Button variant="primary" disabled={isPending} onClick={() => mutate()}>
          Remove
        </Button>
      </div>
    </Dialog>
  );
}
