import "server-only";
import { connect, isIP } from "node:net";
import { networkErrorCode } from "./network-error-code";

/** `inconclusive`: this server itself could not make the attempt. */
export type Answer = "answered" | "unanswered" | "inconclusive";

const TIMEOUT_MS = 3_000;

/** What this machine lacks says nothing about the other one. */
const OWN_TROUBLE = new Set([
  "ENETUNREACH",
  "ENETDOWN",
  "EADDRNOTAVAIL",
  "EMFILE",
  "ENFILE",
  "ENOBUFS",
  "EACCES",
  "EPERM",
]);

/**
 * Opens a TCP connection and closes it at once, without sending a byte. `address` is an address and never a name:
 * nothing is looked up.
 */
export function tryPort(address: string, port: number): Promise<Answer> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, family: isIP(address) });
    const end = (answer: Answer) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(() => end("unanswered"), TIMEOUT_MS);
    socket.once("connect", () => end("answered"));
    // Never removed: a socket may fail once more after it was destroyed.
    socket.on("error", (error) => end(OWN_TROUBLE.has(networkErrorCode(error)) ? "inconclusive" : "unanswered"));
  });
}
