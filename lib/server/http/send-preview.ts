import "server-only";
import { HttpProblem } from "../http-problem";
import type { AccountSnapshot } from "../poller/account-snapshot";
import { previewView } from "../views/fleet/preview-view";
import type { Application } from "./application";

interface Viewer {
  /** Who shares the picture: everybody who is signed in, or the guests of a link. */
  id: string;
  showsCosts: boolean;
}

type Source = Pick<Application, "pictures" | "coordination"> & { configuration: { demo: boolean; timeZone: string } };

/** Browsers and chats must not cache the picture: a cached headline would present old data as live. */
export async function sendPreview(
  { pictures, coordination, configuration: { demo, timeZone } }: Source,
  snapshots: readonly AccountSnapshot[],
  { id, showsCosts }: Viewer,
): Promise<Response> {
  const picture = await pictures.of(id, () =>
    previewView(snapshots, { now: coordination.now(), demo, showsCosts, timeZone }),
  );
  if (picture === null) {
    const detail = "Too many pictures are being drawn. Try again in a moment.";
    throw new HttpProblem(503, { code: "busy", detail }, { "Retry-After": "2" });
  }
  return new Response(picture, { headers: { "Content-Type": "image/png", "Cache-Control": "no-store" } });
}
