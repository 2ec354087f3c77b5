import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { createRecentKeys } from "../security/recent-keys";
import { createWaitingRoom } from "../security/waiting-room";
import type { Preview } from "../views/fleet/preview-view";

/** A PNG. */
export type Picture = Uint8Array<ArrayBuffer>;

export interface Pictures {
  /**
   * The picture of what `view` says; `view` is called at most once a second per `viewer`. `null` if too many others are
   * being drawn, or it was not drawn in time, so that it is worth asking again in a moment. Rejects if it cannot be
   * drawn.
   */
  of(viewer: string, view: () => Promise<Preview>): Promise<Picture | null>;
}

/** One picture takes about 100 ms of processor time. */
const ROOM = { places: 1, seats: 4 };
const SAME_MS = 1_000;
const MAX_BYTES = 4_194_304;

/**
 * Draws each picture once for everybody who asks for it, and caches the latest. A picture is identified by every word
 * in it, including its time, so none is shown again once it is out of date.
 */
export function createPictures(draw: (preview: Preview) => Promise<Picture | null>, now: () => EpochMs): Pictures {
  const room = createWaitingRoom(ROOM);
  const told = createRecentKeys<{ at: EpochMs; preview: Promise<Preview> }>(1_000);
  const drawn = new Map<string, Picture>();
  const drawing = new Map<string, Promise<Picture | null>>();

  function tell(viewer: string, view: () => Promise<Preview>): Promise<Preview> {
    const at = now();
    const last = told.get(viewer);
    if (last !== undefined && Math.abs(at - last.at) < SAME_MS) return last.preview;
    const preview = view();
    told.set(viewer, { at, preview });
    return preview;
  }

  function keep(words: string, picture: Picture): void {
    drawn.set(words, picture);
    let bytes = [...drawn.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
    for (const [oldest, { byteLength }] of drawn) {
      if (bytes <= MAX_BYTES) return;
      drawn.delete(oldest);
      bytes -= byteLength;
    }
  }

  async function drawOnce(words: string, preview: Preview, place: Promise<() => void>): Promise<Picture | null> {
    const leave = await place;
    try {
      const picture = await draw(preview);
      if (picture !== null) keep(words, picture);
      return picture;
    } finally {
      drawing.delete(words);
      leave();
    }
  }

  return {
    of: async (viewer, view) => {
      const preview = await tell(viewer, view);
      const words = JSON.stringify(preview);
      const known = drawn.get(words) ?? drawing.get(words);
      if (known !== undefined) return known;
      const place = room.enter();
      if (place === null) return null;
      const picture = drawOnce(words, preview, place);
      drawing.set(words, picture);
      return picture;
    },
  };
}
