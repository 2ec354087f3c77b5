import { afterEach, beforeEach } from "vitest";
import { ANYBODY } from "@/lib/server/auth/people/person";
import { createSoleServer } from "@/lib/server/coordination/sole-server";
import { singleton } from "@/lib/server/singleton";

/** Sets the application that routes run in: of its parts, only those that the test's routes use need to be there. */
export function setRunningApplication(application: object | null): void {
  Reflect.set(
    singleton("application", () => ({ application: null })),
    "application",
    application === null || "coordination" in application
      ? application
      : { coordination: createSoleServer(), ...application },
  );
}

/** Has each test of a file run in an application in which everybody may do everything, and nothing else is there. */
export function withRunningApplication(): void {
  beforeEach(() => setRunningApplication({ identify: async () => ANYBODY, buildId: "build" }));
  afterEach(() => setRunningApplication(null));
}
