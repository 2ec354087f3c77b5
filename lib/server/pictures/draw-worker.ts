import "server-only";
import { parentPort } from "node:worker_threads";
import { ImageResponse } from "next/og";

/**
 * Runs in a separate thread (`drawInWorker`), because layout and painting block for about 100 ms, in which nobody would
 * be answered.
 */
parentPort?.on("message", async ({ element, width, height }) => {
  const picture = await new ImageResponse(element, { width, height }).arrayBuffer();
  parentPort?.postMessage(picture, [picture]);
});
