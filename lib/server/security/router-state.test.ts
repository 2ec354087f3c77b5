import { expect, it } from "vitest";
import { settleRouterState } from "./router-state";

const left = (state: string) => {
  const headers = { "next-router-state-tree": state };
  settleRouterState(headers);
  return headers["next-router-state-tree"];
};

it.each(["", "x", "%", "[]", "%5B%5D", "null", "{}", "1", '["",{"children":1}]', "a".repeat(50_000)])(
  "removes a router's state that Next cannot read: %.20s",
  (state) => {
    expect(left(state)).toBeUndefined();
  },
);

it("leaves the state that one of our own pages sends", () => {
  const state = encodeURIComponent(
    '["",{"children":["(dashboard)",{"children":["__PAGE__",{},null,null]}]},null,null,16]',
  );
  expect(left(state)).toBe(state);
});
