import { describe, expect, it } from "vitest";
import { toLogLines } from "./log-lines";

const texts = async (raw: unknown) => (await toLogLines(raw)).map(({ text }) => text);

describe("logs", () => {
  it("are read from a list of texts, of objects, within an object, and from one text", async () => {
    const expected = ["one", "two"];
    expect(await texts(["one", "two"])).toEqual(expected);
    expect(await texts("one\ntwo\n")).toEqual(expected);
    expect(await texts({ entries: [{ message: "one" }, { text: "two" }] })).toEqual(expected);
    expect(await texts({ lines: "one\ntwo" })).toEqual(expected);
  });

  it("keep the time and the level where there are some", async () => {
    expect(await toLogLines([{ timestamp: "2024-01-15T15:45:00Z", level: "WARN", message: "slow" }, "bare"])).toEqual([
      { at: Date.parse("2024-01-15T15:45:00Z"), level: "WARN", text: "slow" },
      { at: null, level: null, text: "bare" },
    ]);
  });

  it("end with the newest line, however they come", async () => {
    const entry = (minute: number) => ({ timestamp: `2024-01-15T15:0${minute}:00Z`, message: `minute ${minute}` });
    const ordered = ["minute 1", "minute 2", "minute 3"];
    expect(await texts([entry(1), entry(2), entry(3)])).toEqual(ordered);
    expect(await texts([entry(3), entry(2), entry(1)])).toEqual(ordered);
  });

  it("keep the shape of a stack trace, in one entry or in many, newest entry first or last", async () => {
    const trace = ["Traceback:", '  File "train.py", line 8', "    step()"];
    expect(await texts(trace)).toEqual(trace);
    const at = (minute: number, message: string) => ({ timestamp: `2024-01-15T15:0${minute}:00Z`, message });
    expect(await texts([at(2, "after"), at(1, trace.join("\r\n"))])).toEqual([...trace, "after"]);
  });

  it("show the last state of a line that was written over", async () => {
    expect(await texts(["\r 10%|█   |\r 90%|████ |\r", "done"])).toEqual([" 90%|████ |", "done"]);
  });

  it("are bounded to the newest lines, and to a size", async () => {
    const many = await texts(Array.from({ length: 60_000 }, (_, index) => `line ${index}`));
    expect([many.length, many[0], many.at(-1)]).toEqual([50_000, "line 10000", "line 59999"]);
    const long = await texts(Array.from({ length: 6_000 }, (_, index) => `${index} ${"word ".repeat(390)}`));
    expect(long.join("").length).toBeLessThanOrEqual(8 * 1024 * 1024);
    expect(long.at(-1)).toMatch(/^5999 /);
  });

  it("show no secret", async () => {
    const secret =
      "Authorization: Bearer abc.def, HF_TOKEN=hf_0123, mail ops@example.com, https://ci:pw1234@pypi.example";
    expect(await texts([secret, "key AKIAABCDEFGHIJKLMNOP used"])).toEqual([
      "Authorization: [token], HF_TOKEN=[secret], mail [e-mail], https://ci:[password]@pypi.example",
      "key [secret] used",
    ]);
  });

  it.each([[null], [undefined], [5], [{}], [[]], [[null, 5, {}, [], { message: 5 }]]])(
    "of %j are none",
    async (raw) => {
      expect(await toLogLines(raw)).toEqual([]);
    },
  );
});
