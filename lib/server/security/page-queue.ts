import "server-only";
import { HttpProblem } from "../http-problem";
import { singleton } from "../singleton";
import { isWaiting, whenAnswered } from "./answered";
import { createRecentKeys } from "./recent-keys";
import { createWaitingRoom, type WaitingRoom } from "./waiting-room";

/** A page takes some 10 ms of the one thread that answers everybody. */
const ROOM = { places: 2, seats: 30 };
/** Whoever takes in their page a byte at a time keeps no place for longer: it has long been made. */
const MAX_STAY_MS = 2_000;
const RETRY_AFTER_SECONDS = "2";

const rooms = () => singleton("page-queues", () => createRecentKeys<WaitingRoom>(1_000));

/**
 * Waits until a page may be rendered for one of those who share `queue`: they wait for each other, and not the rest for them. Throws a 503
 * where too many wait already, and for a client that has gone meanwhile.
 */
export async function waitForPage(queue: string, headers: Headers): Promise<void> {
  const room = rooms().get(queue) ?? createWaitingRoom(ROOM);
  rooms().set(queue, room);
  const place = room.enter();
  if (place === null) throw crowded();
  const leave = await place;
  if (!isWaiting(headers)) {
    leave();
    throw crowded();
  }
  const lingering = setTimeout(leave, MAX_STAY_MS);
  whenAnswered(headers, () => {
    clearTimeout(lingering);
    leave();
  });
}

function crowded(): HttpProblem {
  const detail = "Too many people open this page at once. Try again in a moment.";
  return new HttpProblem(503, { code: "busy", detail }, { "Retry-After": RETRY_AFTER_SECONDS });
}
