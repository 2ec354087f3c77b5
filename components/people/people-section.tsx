"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ProblemLine } from "@/components/ui/problem-line";
import { Skeleton } from "@/components/ui/skeleton";
import { peopleQuery } from "@/lib/queries/people-query";
import { AddPersonDialog } from "./add-person-dialog";
import { PersonRow } from "./person-row";

/** Who may sign in, and with which role; for admins. */
export function PeopleSection() {
  const { data: people, error } = useQuery(peopleQuery);
  const [isAdding, setAdding] = useState(false);
  return (
    <>
      <ProblemLine error={error} />
      {people ? (
        <ul className="divide-y divide-line rounded-lg border border-line bg-panel">
          {people.map((person) => (
            <PersonRow key={person.id} person={person} />
          ))}
          {people.length === 0 && <li className="px-3.5 py-3 text-sm text-muted">Nobody has been added yet.</li>}
        </ul>
      ) : (
        !error && <Skeleton className="h-40" />
      )}
      <Button className="mt-3" onClick={() => setAdding(true)}>
        <Plus size={15} aria-hidden />
        Add a person
      </Button>
      {isAdding && <AddPersonDialog onClose={() => setAdding(false)} />}
    </>
  );
}
