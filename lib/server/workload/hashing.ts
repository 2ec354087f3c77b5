import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { hashPassword, verifyPassword } from "better-auth/crypto";
import { clientAddress } from "../security/client-address";
import { singleton } from "../singleton";
import { createHashingQueue, type HashingAsker, type HashingQueue } from "./hashing-queue";

/** One per process, because all hashing shares Node's one thread pool. */
export function hashingQueue(): HashingQueue {
  return singleton("hashing-queue", () => createHashingQueue());
}

export function hashingAsker({ headers, signal }: Request, isKnown: boolean): HashingAsker {
  return { address: clientAddress(headers), isKnown, signal };
}

/** For the password in the configuration, before anybody can send a request. */
export const SERVER_ITSELF: HashingAsker = { address: null, isKnown: true, signal: new AbortController().signal };

/** What is stored for a person's password: better-auth's own hash. */
export function hashPersonPassword(password: string, asker: HashingAsker): Promise<string> {
  return hashingQueue().run(asker, () => hashPassword(password));
}

const askers = () => singleton("hashing-askers", () => new AsyncLocalStorage<HashingAsker>());

/**
 * Whatever better-auth hashes during the work is hashed for this asker. better-auth passes on nothing that would
 * identify them.
 */
export function hashFor<Result>(asker: HashingAsker, work: () => Promise<Result>): Promise<Result> {
  return askers().run(asker, work);
}

/** The `password` functions of better-auth, to be used within `hashFor` only. */
export const QUEUED_PASSWORD = {
  hash: (password: string) => hashPersonPassword(password, currentAsker()),
  verify: ({ hash, password }: { hash: string; password: string }) =>
    hashingQueue().run(currentAsker(), () => verifyPassword({ hash, password })),
};

function currentAsker(): HashingAsker {
  const asker = askers().getStore();
  if (asker === undefined) throw new Error("A password was to be hashed for nobody.");
  return asker;
}
