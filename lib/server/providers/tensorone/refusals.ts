import "server-only";

const REASONS: readonly (readonly [code: string, sentence: string])[] = [
  [
    "INSUFFICIENT_CREDITS",
    "TensorOne refuses requests because this account's credits are used up. Add credits at TensorOne.",
  ],
  [
    "PAYMENT_METHOD_DECLINED",
    "TensorOne refuses requests because this account's payment was declined. Check its payment method at TensorOne.",
  ],
];
/** Of permissions only those of which the documentation tells: whatever else stands there is not repeated. */
const REQUIRED_PERMISSION =
  /"required_permission"\s*:\s*"((?:accounts|ai|billing|clusters|endpoints|training):(?:read|write))"/;

/** What the error codes in a refusal's body say. */
export function explainRefusal(status: number, body: string): string | null {
  const reason = REASONS.find(([code]) => body.includes(code));
  if (reason !== undefined && status < 500) return reason[1];
  const permission = status === 403 ? REQUIRED_PERMISSION.exec(body)?.[1] : undefined;
  return permission === undefined
    ? null
    : `TensorOne does not allow this key to read clusters (403): it lacks the permission ${permission}. Give it that at TensorOne, or use another key.`;
}
