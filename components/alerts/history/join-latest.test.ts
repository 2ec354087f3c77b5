import { expect, it } from "vitest";
import { joinLatest } from "./join-latest";

const page = (ids: string, before: string | null) => ({ alerts: [...ids].map((id) => ({ id })), before });
const idsOf = ({ alerts }: ReturnType<typeof joinLatest>) => alerts.map(({ id }) => id).join("");
const READ = [page("gfe", "e"), page("dcb", "b")];

it("shows each alert once and in order when new ones push others off the first page", () => {
  for (const [latest, shown] of [
    ["gfe", "gfedcb"],
    ["hgf", "hgfedcb"],
    ["jih", "jih"],
    ["ihg", "ihgfedcb"],
  ] as const)
    expect(idsOf(joinLatest(READ, page(latest, "x"))).slice(0, shown.length)).toBe(shown);
});

it("says when so many are new that some are on no page, and never otherwise", () => {
  expect(joinLatest(READ, page("kji", "i")).hasGap).toBe(true);
  expect(joinLatest(READ, page("ihg", "g")).hasGap).toBe(false);
  expect(joinLatest([page("b", null)], page("cb", null))).toEqual({
    ...page("cb", null),
    before: undefined,
    hasGap: false,
  });
});

it("forgets what no longer matches once all fits on one page", () => {
  expect(idsOf(joinLatest(READ, page("g", null)))).toBe("g");
});
