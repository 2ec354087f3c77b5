import "server-only";
import { ImageResponse } from "next/og";
import { LINK_PREVIEW } from "@/lib/domain/link-preview";
import type { ConnectionSnapshot } from "../poller/connection-snapshot";
import { PreviewImage } from "../views/preview-image";
import { type PreviewOptions, previewView } from "../views/preview-view";

const { width, height } = LINK_PREVIEW;

/** Drawn when asked for and kept by nobody: a headline that a cache repeats would show old data as live. */
export function sendPreview(snapshots: readonly ConnectionSnapshot[], options: PreviewOptions): Response {
  const preview = previewView(snapshots, options);
  return new ImageResponse(<PreviewImage {...preview} />, { width, height, headers: { "Cache-Control": "no-store" } });
}
