import { expect, it } from "vitest";
import { toLogLines } from "./logs";

it("reads the document's line, and tells what comes from the host", async () => {
  const stream =
    'id: 2026-06-01T12:02:03Z/000000000001\ndata: {"ts":"2026-06-01T12:02:03Z","source":"container","line":"Model loaded."}\n\n' +
    'data: {"ts":"2026-06-01T12:02:04Z","source":"system","line":"pulled image"}\n\n';
  expect(await toLogLines(stream)).toEqual([
    { at: Date.UTC(2026, 5, 1, 12, 2, 3), level: null, text: "Model loaded." },
    { at: Date.UTC(2026, 5, 1, 12, 2, 4), level: null, text: "[system] pulled image" },
  ]);
});

it("leaves out what is no line, was cut short, or is nested without end", async () => {
  const deep = "[".repeat(100_000);
  const stream = `data: ping\n\ndata: {"line":7}\n\ndata: {"line":"  kept"}\n\ndata: ${deep}\n\ndata: {"line":"cut sh`;
  expect(await toLogLines(stream)).toEqual([{ at: null, level: null, text: "  kept" }]);
});

it("scrubs secrets and bounds each line", async () => {
  const lines = ["export HF_TOKEN=hf_0123456789abcdefghij", "x".repeat(10_000)];
  const [secret, long] = await toLogLines(lines.map((line) => `data: ${JSON.stringify({ line })}\n\n`).join(""));
  expect(secret?.text).not.toContain("0123456789");
  expect(long?.text.length).toBeLessThanOrEqual(2_001);
});
