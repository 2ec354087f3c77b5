import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { hashPassword, verifyPassword } from "better-auth/crypto";
import { clientAddress } from "../security/client-address";
import { singleton } from "../singleton";
import { createHashingQueue, type HashingQueue, type HashingRequester } from "./hashing-queue";

/** One per process, because all hashing shares Node's one thread pool. */
export function hashingQueue(): HashingQueue {
  return singleton("hashing-queue", () => createHashingQueue());
}

export function hashingRequester({ headers, signal }: Request, isKnown: boolean): HashingRequester {
  return { address: clientAddress(headers), isKnown, signal };
}

/** For the password in the configuration, before anybody can send a request. */
export const SERVER_ITSELF: HashingRequester = { address: null, isKnown: true, signal: new AbortController().signal };

/** What is stored for a person's password: better-auth's own hash. */
export function hashPersonPassword(password: string, requester: HashingRequester): Promise<string> {
  return hashingQueue().run(requester, () => hashPassword(password));
}

const requesters = () => singleton("hashing-requesters", () => new AsyncLocalStorage<HashingRequester>());

/**
 * Whatever better-auth hashes during the work is hashed for this requester. better-auth passes on nothing that would
 * identify them.
 */
export function hashFor<Result>(requester: HashingRequester, work: () => Promise<Result>): Promise<Result> {
  return requesters().run(requester, work);
}

/** The `password` functions of better-auth, to be used within `hashFor` only. */
export const QUEUED_PASSWORD = {
  hash: (password: string) => hashPersonPassword(password, currentRequester()),
  verify: ({ hash, password }: { hash: string; password: string }) =>
    hashingQueue().run(currentRequester(), () => verifyPassword({ hash, password })),
};

function currentRequester(): HashingRequester {
  const requester = requesters().getStore();
  if (requester === undefined) throw new Error("A password was to be hashed for nobody.");
  return requester;
}
