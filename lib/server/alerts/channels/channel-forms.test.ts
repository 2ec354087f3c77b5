import { expect, it } from "vitest";
import { CHANNEL_KINDS } from "./channel-kinds";

const withForm = CHANNEL_KINDS.flatMap(({ id, form, secrets }) => (form === undefined ? [] : [{ id, form, secrets }]));

it.each(withForm)(
  "asks for each secret of $id in a field that hides it, and hides no other in vain",
  ({ form, secrets }) => {
    const hidden = form.fields.filter(({ input }) => input === "secret").map(({ name }) => name);
    expect(hidden.toSorted()).toEqual(secrets.toSorted());
  },
);

it.each(withForm)("asks for every setting of $id that has no default", ({ id, form }) => {
  const kind = CHANNEL_KINDS.find((candidate) => candidate.id === id);
  const missing = kind?.settings.safeParse({});
  const named = missing?.error?.issues.flatMap(({ path }) => path.slice(0, 1)) ?? [];
  const required = form.fields.filter(({ isRequired }) => isRequired).map(({ name }) => name);
  expect(required.toSorted()).toEqual(named.map(String).toSorted());
});
