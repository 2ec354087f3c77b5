/**
 * Runs once when the server starts, never during a build. Must not wait for a provider: Next serves nothing until this
 * returns.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startServer } = await import("./lib/server/start/start-server");
  await startServer();
}
