import "server-only";
import type { z } from "zod/mini";
import type { sessionSchema } from "@/lib/contract/sessions";
import { isoTime } from "@/lib/domain/time/iso-time";
import type { Person } from "../people/person";
import type { Session } from "./sessions";

export function sessionView({ personId: _, ...session }: Session, viewer: Person): z.infer<typeof sessionSchema> {
  return {
    ...session,
    current: session.id === viewer.sessionId,
    createdAt: isoTime(session.createdAt),
    expiresAt: isoTime(session.expiresAt),
  };
}
