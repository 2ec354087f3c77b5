import type { TestProject } from "vitest/node";
import { serveDatabases } from "./serve-databases";

declare module "vitest" {
  interface ProvidedContext {
    /** Answers with the address of a new, empty database. */
    newDatabaseAt: string;
  }
}

/** Vitest's global setup: one PostgreSQL server for all suites. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, close } = await serveDatabases();
  project.provide("newDatabaseAt", url);
  return close;
}
