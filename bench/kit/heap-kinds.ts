import type { CDPSession } from "@playwright/test";
import { z } from "zod/mini";

/** What a heap holds after garbage collection, in MB of 1 000 000 bytes. */
export interface HeapKinds {
  /** Compiled code, and what V8 has learned about objects to compile better: it grows while a program warms up, and then stops. */
  codeMb: number;
  /** Everything that the program itself keeps. */
  dataMb: number;
}

const snapshotSchema = z.object({
  snapshot: z.object({ meta: z.object({ node_fields: z.array(z.string()), node_types: z.array(z.unknown()) }) }),
  nodes: z.array(z.number()),
  strings: z.array(z.string()),
});
/** What DevTools notes of each answer while something listens to the network, as the bench does: 288 bytes that no reader's page has. */
const NOTED_BY_DEVTOOLS = "blink::NetworkResourcesData::ResourceData";
const CODE = new Set(["code", "hidden", "object shape"]);
/** What V8 calls its own objects, whatever their type: lists of what depends on compiled code, for example. */
const OF_V8 = "system / ";

/** Takes a heap snapshot, which collects garbage first. */
export async function heapKinds(devtools: CDPSession): Promise<HeapKinds> {
  const { snapshot, nodes, strings } = snapshotSchema.parse(JSON.parse(await takeSnapshot(devtools)));
  const fields = snapshot.meta.node_fields;
  const types = z.array(z.string()).parse(snapshot.meta.node_types[fields.indexOf("type")]);
  const [typeAt, nameAt, sizeAt] = [fields.indexOf("type"), fields.indexOf("name"), fields.indexOf("self_size")];
  let [codeBytes, dataBytes] = [0, 0];
  for (let node = 0; node < nodes.length; node += fields.length) {
    const size = nodes[node + sizeAt] ?? 0;
    const name = strings[nodes[node + nameAt] ?? 0] ?? "";
    if (CODE.has(types[nodes[node + typeAt] ?? 0] ?? "") || name.startsWith(OF_V8)) codeBytes += size;
    else if (name !== NOTED_BY_DEVTOOLS) dataBytes += size;
  }
  return { codeMb: codeBytes / 1e6, dataMb: dataBytes / 1e6 };
}

async function takeSnapshot(devtools: CDPSession): Promise<string> {
  const chunks: string[] = [];
  const collect = ({ chunk }: { chunk: string }) => chunks.push(chunk);
  devtools.on("HeapProfiler.addHeapSnapshotChunk", collect);
  await devtools.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  devtools.off("HeapProfiler.addHeapSnapshotChunk", collect);
  return chunks.join("");
}
