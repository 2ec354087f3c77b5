const MAX_ID_LENGTH = 40;
/** Room for a hyphen and a number. */
const MAX_BASE_LENGTH = MAX_ID_LENGTH - 4;

/** An id made from a name that none of these has: "Ops Chat!" becomes "ops-chat", or else "ops-chat-2". */
export function freeId(name: string, otherwise: string, taken: readonly string[]): string {
  const base = slugOf(name).slice(0, MAX_BASE_LENGTH).replace(/-$/, "") || otherwise;
  let id = base;
  for (let count = 2; taken.includes(id); count += 1) id = `${base}-${count}`;
  return id;
}

/** "Büro Zürich (EU)" becomes "buro-zurich-eu"; empty if no letter is left. */
function slugOf(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
