import { describe, expect, it } from "vitest";
import details from "./fixtures/cluster-details.json";
import listV2 from "./fixtures/list-v2.json";
import { detailsSchema } from "./wire";
import { listSchema } from "./wire-list";

const anyDetails = detailsSchema("cluster_abc123", () => {});

describe("an answer of TensorOne", () => {
  it.each([
    ["bare", listV2],
    ["in data", { success: true, data: listV2 }],
    ["in data.clusters", { success: true, data: { clusters: listV2 } }],
    ["in clusters", { clusters: listV2 }],
    ["in items", { data: { items: listV2, pagination: { page: 1 } } }],
  ])("a list is found %s", (_, answer) => {
    expect(listSchema.parse(answer)).toEqual({ items: listV2, total: null, hasMore: false });
  });

  it.each([
    [{ data: { clusters: [], pagination: { total: 7, has_next: true } } }, 7, true],
    [{ data: [], pagination: { total_count: "7", hasMore: "false" } }, 7, false],
    [{ clusters: [], total: 7, meta: { has_more: true } }, 7, true],
    [{ clusters: [], total: "many", has_more: {} }, null, false],
  ])("a list may announce what is to come: %j", (answer, total, hasMore) => {
    expect(listSchema.parse(answer)).toEqual({ items: [], total, hasMore });
  });

  it.each([{ data: null }, { clusters: null }, { data: { clusters: null, pagination: { total: 0 } } }])(
    "an empty list may be %j",
    (answer) => {
      expect(listSchema.parse(answer)).toMatchObject({ items: [], hasMore: false });
    },
  );

  it.each([{}, { success: false }, { data: {} }, { data: "none" }, { clusters: {} }, 7, null])(
    "no list is %j",
    (answer) => {
      expect(listSchema.safeParse(answer).success).toBe(false);
    },
  );

  it.each([{}, { success: false }, { data: {} }, { data: [] }, [], null])("details are not %j", (answer) => {
    expect(anyDetails.safeParse(answer).success).toBe(false);
  });

  it("details are found with and without an envelope", () => {
    expect(anyDetails.parse(details.data)).toEqual(anyDetails.parse(details));
  });
});
