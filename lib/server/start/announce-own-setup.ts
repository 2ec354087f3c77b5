import "server-only";

/** Tells the person who started the demo how to leave it for a fleet of their own. Nobody else can read this output. */
export function announceOwnSetup(code: string, publicUrl: string): void {
  const page = new URL("/setup", publicUrl);
  process.stdout.write(
    `This is the demo. To see your own fleet instead, open ${page} and become its admin with this code: ${code}\n`,
  );
}
