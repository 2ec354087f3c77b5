import fc from "fast-check";
import { expect, it } from "vitest";
import { csvLine, decimalField } from "./csv-line";

const FORMULA = "[=+\\-@＝＋－＠﹦﹢﹣﹫]";
const BEGINS_FORMULA = new RegExp(`^[\\s\\p{Cc}\\p{Cf}"]*${FORMULA}`, "u");
/** Characters that are literal in a name, close to ones that are not. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."=+-@＝＋－＠﹦﹣;,|\"'\t\r\n \0\u00a0\u200b\ufeffa1",
        "\ud800",
        "\udc00",
        "=cmd|' /C calc'!A0",
      ),
      fc.string(),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

/** As RFC 4180 says. */
function parse(line: string): string[] {
  const cells = line.slice(0, -2).matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g);
  return [...cells].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "");
}

/** As docs/history.md tells those who read these files. */
function withoutGuard(cell: string): string {
  const guarded = `'(?=[\\s\\p{Cc}\\p{Cf}'"]*${FORMULA})`;
  return cell
    .replace(new RegExp(`^(?:${guarded}|'(?='*[\\t\\r\\n]))`, "u"), "")
    .replace(new RegExp(`(?<=[;,|\\t\\r\\n][\\s\\p{Cc}\\p{Cf}'"]*)'(?=${FORMULA})`, "gu"), "");
}

const storable = (text: string) => text.toWellFormed().replaceAll("\0", "\uFFFD");

it("gives back every text, except for the guard", () => {
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 1, maxLength: 4 }), (texts) => {
      // One empty cell and none are the same line.
      const line = csvLine(["x", ...texts]);
      expect(parse(line).slice(1).map(withoutGuard)).toEqual(texts.map(storable));
    }),
    { numRuns: 2_000 },
  );
});

it("begins no cell with a formula, even if semicolons, tabs or vertical bars separate cells and quotation marks are not recognised", () => {
  fc.assert(
    fc.property(hostile, fc.constantFrom(/[\r\n]/, /[;\r\n]/, /[;\t\r\n]/, /[|\r\n]/), (text, separator) => {
      const line = csvLine(["x", text, -1.5]);
      for (const cell of line.split(separator)) expect(cell).not.toMatch(BEGINS_FORMULA);
      for (const cell of parse(line).slice(0, 2)) expect(cell).not.toMatch(/^[\t\r\n]/);
      for (const part of (parse(line)[1] ?? "").split(/[,;|\t\r\n]/)) expect(part).not.toMatch(BEGINS_FORMULA);
    }),
    { numRuns: 2_000 },
  );
});

it.each(["=1+1", "+1", "-1", "@SUM(A1)", " =1", "＝1", "\u200b=1", "'=1", "\tx", "\rx", "\nx", '"=1', ' "＠1'])(
  "makes %j plain text for a spreadsheet",
  (name) => {
    expect(parse(csvLine([name]))).toEqual([`'${name}`]);
  },
);

it("guards a formula behind each separator", () => {
  expect(parse(csvLine(["a;=1;\t+2"]))).toEqual(["a;'=1;\t'+2"]);
  expect(parse(csvLine(["a|=1| ＝2"]))).toEqual(["a|'=1| '＝2"]);
  expect(parse(csvLine(['a,=1, "＋2;"-3']))).toEqual([`a,'=1, "'＋2;"'-3`]);
});

it("leaves numbers alone, even negative ones, and names that merely contain such characters", () => {
  expect(csvLine([-1.5, decimalField("-12.500000"), "a-b = c@d", null])).toBe("-1.5,-12.500000,a-b = c@d,\r\n");
  expect(() => decimalField("-1+1")).toThrow();
});

it("contains no NUL and no half of a character", () => {
  expect(csvLine(["a\0b", "c\ud800"])).toBe("a\uFFFDb,c\uFFFD\r\n");
});

it("takes no longer for text that is all blanks and separators", () => {
  expect(csvLine([`${"\t".repeat(200_000)}x`]).length).toBeGreaterThan(200_000);
});
