import { expect, it } from "vitest";
import { RequestError } from "../answer/request-error";
import { silenceWords } from "./silence-words";

const wordsFor = (code: string, status: number | null) => silenceWords(new RequestError(code, "", status), "No answer");

it("says that there is no answer only when none came", () => {
  expect(silenceWords(null, "No answer")).toBe("No answer");
  expect(wordsFor("unreachable", null)).toBe("No answer");
  expect(wordsFor("timeout", null)).toBe("No answer");
  const others: [string, number | null][] = [
    ["offline", null],
    ["redirected", null],
    ["bad-response", 502],
  ];
  for (const [code, status] of [...others, ["unreadable", 200] as const, ["internal", 500] as const])
    expect(wordsFor(code, status)).not.toContain("No answer");
});

it("calls a fault of the page the page's own", () => {
  expect(silenceWords(new TypeError("AbortSignal.any is not a function"), "No answer")).toContain("its own fault");
  expect(wordsFor("unreadable", 200)).toContain("fault of Clusterdeck’s own");
});
