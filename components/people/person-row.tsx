"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { clsx } from "clsx";
import { Badge } from "@/components/ui/badge";
import { ProblemLine } from "@/components/ui/problem-line";
import type { ListedPerson, PersonChange } from "@/lib/contract/people";
import { ROLES, type Role } from "@/lib/domain/people/role";
import { changePerson, peopleQuery } from "@/lib/queries/people-query";
import { LinkIdentityNotice } from "./link-identity-notice";
import { PersonMenu } from "./person-menu";
import { ROLE_WORDS } from "./role-words";

export function PersonRow({ person }: { person: ListedPerson }) {
  const { id, name, email, role, disabled, signsInWith, newIdentityAt } = person;
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (wanted: PersonChange) => changePerson(id, wanted),
    networkMode: "always",
    onSettled: () => client.invalidateQueries({ queryKey: peopleQuery.queryKey }),
  });
  return (
    <li className="px-3.5 py-2.5 text-sm">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className={clsx("min-w-0 grow basis-56", disabled && "text-muted")}>
          <p className="flex flex-wrap items-center gap-2 font-medium">
            {name}
            {disabled && <Badge>disabled</Badge>}
            {signsInWith === null && !disabled && <Badge>no password yet</Badge>}
            {signsInWith === "single-sign-on" && <Badge>single sign-on</Badge>}
          </p>
          <p className="truncate text-muted">{email}</p>
        </div>
        <select
          aria-label={`Role of ${name}`}
          value={role}
          title={signsInWith === "single-sign-on" ? "Set by the identity provider at every sign-in" : ROLE_WORDS[role]}
          disabled={change.isPending || signsInWith === "single-sign-on"}
          onChange={(event) => change.mutate({ role: roleOf(event.target.value) })}
          className="h-8 rounded-md border border-line bg-panel px-2 hover:border-line-strong disabled:opacity-60"
        >
          {ROLES.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
        <PersonMenu person={person} onDisable={() => change.mutate({ disabled: !disabled })} />
      </div>
      {newIdentityAt !== null && <LinkIdentityNotice person={person} seenAt={newIdentityAt} />}
      <ProblemLine error={change.error} />
    </li>
  );
}

function roleOf(value: string): Role {
  return ROLES.find((role) => role === value) ?? "viewer";
}
