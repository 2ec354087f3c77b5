import "server-only";
import { HttpProblem } from "../http-problem";
import { singleton } from "../singleton";
import { isWaiting, whenAnswered } from "./answered";
import { createRecentKeys } from "./recent-keys";
import { createWaitingRoom, type WaitingRoom } from "./waiting-room";

/** A page takes about 10 ms of the single thread that answers everybody. */
const ROOM = { places: 2, seats: 30 };
/** The longest that a slow reader keeps a place: by then the page has long been rendered. */
const MAX_STAY_MS = 2_000;
const RETRY_AFTER_SECONDS = "2";

const rooms = () => singleton("page-queues", () => createRecentKeys<WaitingRoom>(1_000));

/**
 * Waits until a page may be rendered for a member of `queue`: members wait for each other, and nobody else waits for
 * them. Throws a 503 if too many already wait, or if the client has gone in the meantime.
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
  const detail = "Too many people are opening this page at once. Try again in a moment.";
  return new HttpProblem(503, { code: "busy", detail }, { "Retry-After": RETRY_AFTER_SECONDS });
}
