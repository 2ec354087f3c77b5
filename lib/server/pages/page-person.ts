import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { loginPath } from "@/lib/domain/people/return-path";
import { allows, type Role } from "@/lib/domain/people/role";
import type { Person } from "../auth/people/person";
import { type Application, runningApplication } from "../http/application";

type Search = Readonly<Record<string, string | string[] | undefined>>;

/**
 * Every page calls this before anything else. People who are not signed in are sent to the sign-in page, and come back
 * to `path`; for people with too low a role, the page does not exist.
 */
export async function requirePerson(needed: Role, path: string, search: Search = {}): Promise<Person> {
  const person = await currentPerson();
  if (person === null) redirect(loginPath(withSearch(path, search)));
  if (!allows(person.role, needed)) notFound();
  return person;
}

/** For what surrounds pages; `null` for people who are not signed in. */
export async function currentPerson(): Promise<Person | null> {
  return startedApplication().identify(await headers());
}

/** Next renders no page before the server has started. */
export function startedApplication(): Application {
  const application = runningApplication();
  if (application === null) throw new Error("A page was asked for before the server had started.");
  return application;
}

function withSearch(path: string, search: Search): string {
  const entries = Object.entries(search).flatMap(([name, values = []]) =>
    [values].flat().map((value) => [name, value]),
  );
  const query = new URLSearchParams(entries).toString();
  return query === "" ? path : `${path}?${query}`;
}
