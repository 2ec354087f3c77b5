import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, it } from "vitest";
import { gzipPart, joinGzip } from "./gzip-in-parts";

it("joins parts that were compressed by themselves into one stream, in any order and any number", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: "binary", maxLength: 2_000 }), { maxLength: 4 }), async (texts) => {
      const parts = await Promise.all(texts.map(gzipPart));
      // Ends with the first stream: nothing may follow it.
      expect(gunzipSync(joinGzip(parts)).toString()).toBe(Buffer.from(texts.join("")).toString());
      expect(gunzipSync(joinGzip(parts.toReversed())).equals(Buffer.from(texts.toReversed().join("")))).toBe(true);
    }),
  );
});
