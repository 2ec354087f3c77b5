import "server-only";
import { singleton } from "../singleton";

const changes = () =>
  singleton("running-changes", () => ({ running: new Set<Promise<Response>>(), stopping: new AbortController() }));

/**
 * Tracks a call until it is answered: what it changes, here or at a provider, must not be cut off. `call` never
 * rejects.
 */
export async function trackChange(call: Promise<Response>): Promise<Response> {
  const { running } = changes();
  running.add(call);
  const response = await call;
  running.delete(call);
  return response;
}

/** Aborts once the server is stopping: no new change may begin. */
export function stopSignal(): AbortSignal {
  return changes().stopping.signal;
}

/** Lets no further change begin, and resolves once every change under way has been answered. */
export async function changesAnswered(): Promise<void> {
  const { running, stopping } = changes();
  stopping.abort();
  await Promise.all(running);
}
