import "server-only";
import type { Auth } from "./open-auth";

/** Tells the person who started the server how to become its first admin. Nobody else can read this output. */
export function announceSetup({ asksForSignIn, setup }: Auth, publicUrl: string): void {
  if (!asksForSignIn || setup.code === null) return;
  const page = new URL("/setup", publicUrl);
  process.stdout.write(`No admin can sign in here yet. Open ${page} and enter this code: ${setup.code}\n`);
}
