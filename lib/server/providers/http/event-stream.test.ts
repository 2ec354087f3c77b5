import { expect, it } from "vitest";
import { eventData } from "./event-stream";

it("reads the data of each event, and nothing of its id, kind or comments", () => {
  const stream = ': hello\n\nid: 7\nevent: log\ndata: {"line":1}\n\ndata:two\ndata: lines\n\nretry: 5\n\n';
  expect(eventData(stream)).toEqual(['{"line":1}', "two\nlines"]);
});

it("takes every kind of line end, and an event that may have been cut short", () => {
  expect(eventData("data: a\r\n\r\ndata: b\r\rdata: c")).toEqual(["a", "b", "c"]);
  expect(eventData("")).toEqual([]);
});
