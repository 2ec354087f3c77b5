import "server-only";
import { ImageResponse } from "next/og";
import type { ConnectionSnapshot } from "../poller/connection-snapshot";
import { PreviewImage } from "../views/preview-image";
import { type PreviewOptions, previewView } from "../views/preview-view";

/** The size that link previews are shown at. */
const SIZE = { width: 1_200, height: 630 };

/** Drawn when asked for and kept by nobody: a headline that a cache repeats would show old data as live. */
export function sendPreview(snapshots: readonly ConnectionSnapshot[], options: PreviewOptions): Response {
  const preview = previewView(snapshots, options);
  return new ImageResponse(<PreviewImage {...preview} />, { ...SIZE, headers: { "Cache-Control": "no-store" } });
}
