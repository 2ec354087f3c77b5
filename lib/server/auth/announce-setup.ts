import "server-only";
import type { Auth } from "./open-auth";

/** Tells whoever started the server how to become its first admin: nobody else can read this. */
export function announceSetup({ asksForSignIn, setup }: Auth, publicUrl: string): void {
  if (!asksForSignIn || setup.code === null) return;
  const page = new URL("/setup", publicUrl);
  process.stdout.write(`No admin can sign in here yet. Open ${page} and enter this code: ${setup.code}\n`);
}
