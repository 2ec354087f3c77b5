const CODE = String.raw`(?:USD|EUR|GBP)\b`;
const BEFORE = String.raw`(?:(?:US|CA|AU)?[$€£¥]|\b${CODE})`;
const AFTER = String.raw`(?:[$€£¥](?! ?\d)|${CODE}(?! ?\d)|dollars?\b|cents?\b)`;
const NUMBER = String.raw`\d[\d,.\u00a0\u202f]*(?<=\d)[kM]?`;
const PER = String.raw`(?: ?\/ ?(?:GPU|h|hr|hour|day|month)\b| (?:per|an|a) (?:GPU|hour|day|month)\b)*`;
const AMOUNT = new RegExp(
  String.raw`,? ?(?:[<>~≈] ?)?[-−]?(?:${BEFORE} ?-?${NUMBER}(?: ?${CODE})?|\b${NUMBER} ?${AFTER})${PER}(?: so far)?`,
  "gi",
);

/** Reasons and a provider's words may say what something has cost: "has not answered for 7 min, $1.42 so far". */
export function withoutAmounts(text: string): string {
  return text.replace(AMOUNT, "").trim();
}
