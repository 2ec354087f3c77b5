import "server-only";
import { parentPort } from "node:worker_threads";
import { ImageResponse } from "next/og";

/** A thread of its own (`drawInWorker`): laying out a picture and painting it blocks for some 100 ms, in which nobody would be answered. */
parentPort?.on("message", async ({ element, width, height }) => {
  const picture = await new ImageResponse(element, { width, height }).arrayBuffer();
  parentPort?.postMessage(picture, [picture]);
});
