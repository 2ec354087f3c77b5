import "server-only";
import { ImageResponse } from "next/og";
import type { EpochMs } from "@/lib/domain/cluster";
import type { Application } from "../application";
import { PreviewImage } from "../views/preview-image";
import { previewView } from "../views/preview-view";

/** The size that link previews are shown at. */
const SIZE = { width: 1_200, height: 630 };

/** Drawn when asked for and kept by nobody: a headline that a cache repeats would show old data as live. */
export function sendPreview({ poller, configuration }: Application, now: EpochMs): Response {
  const preview = previewView(poller.store.connections(), { now, demo: configuration.demo });
  return new ImageResponse(<PreviewImage {...preview} />, { ...SIZE, headers: { "Cache-Control": "no-store" } });
}
