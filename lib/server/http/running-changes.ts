import "server-only";
import { singleton } from "../singleton";

const running = () => singleton("running-changes", () => new Set<Promise<Response>>());

/** Remembers a call until it is answered: what it changes, here or at a provider, must not be cut off. `call` never rejects. */
export async function rememberChange(call: Promise<Response>): Promise<Response> {
  running().add(call);
  const response = await call;
  running().delete(call);
  return response;
}

/** Settles when every change that is under way has been answered. */
export async function changesAnswered(): Promise<void> {
  await Promise.all(running());
}
