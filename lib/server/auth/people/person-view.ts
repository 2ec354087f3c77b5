import "server-only";
import type { PasswordLink, ListedPerson as PersonAnswer } from "@/lib/contract/people";
import { isoTime } from "@/lib/domain/time/iso-time";
import type { ListedPerson } from "./people";

export function personView(person: ListedPerson): PersonAnswer {
  const { createdAt, newIdentityAt } = person;
  return {
    ...person,
    createdAt: isoTime(createdAt),
    newIdentityAt: newIdentityAt === null ? null : isoTime(newIdentityAt),
  };
}

/** The secret comes after the `#`, a part that browsers never send. */
export function passwordLinkView(
  { token, expiresAt }: { token: string; expiresAt: number },
  publicUrl: string,
): PasswordLink {
  return { url: new URL(`/set-password#${token}`, publicUrl).href, expiresAt: isoTime(expiresAt) };
}
