import { afterEach, beforeEach } from "vitest";
import { ANYBODY } from "@/lib/server/auth/people/person";
import { singleton } from "@/lib/server/singleton";

/** Has each test of a file run in an application in which everybody may do everything, and nothing else is there. */
export function withRunningApplication(): void {
  const set = (application: object | null) =>
    Reflect.set(
      singleton("application", () => ({ application: null })),
      "application",
      application,
    );
  beforeEach(() => set({ identify: async () => ANYBODY, buildId: "build" }));
  afterEach(() => set(null));
}
