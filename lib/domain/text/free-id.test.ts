import { expect, it } from "vitest";
import { freeId } from "./free-id";

it("makes an id of a name that is valid, short enough and not taken", () => {
  expect(freeId("Ops Chat!", "slack", [])).toBe("ops-chat");
  expect(freeId("Ops chat", "slack", ["ops-chat", "ops-chat-2"])).toBe("ops-chat-3");
  expect(freeId("Büro Zürich", "slack", [])).toBe("buro-zurich");
  expect(freeId("告警", "slack", ["slack"])).toBe("slack-2");
  expect(freeId("x".repeat(80), "slack", ["x".repeat(36)])).toMatch(/^[a-z0-9-]{1,40}$/);
});
