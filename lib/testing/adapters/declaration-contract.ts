import { describe, expect, it } from "vitest";
import { fieldsOf, type OrderForm } from "@/lib/domain/cluster/order/order-form";
import { readFields } from "@/lib/domain/cluster/order/read-fields";
import { settingsOfFake } from "@/lib/server/providers/settings";
import type { Provider, ProviderClient } from "@/lib/server/providers/spec";
import { httpOverFake } from "../http-over-fake";

const START = Date.UTC(2026, 10, 20, 15);
const signal = new AbortController().signal;

function connect(provider: Provider): ProviderClient {
  const fake = provider.createFake({ now: () => START, startedAt: START });
  const parsed = provider.parse(settingsOfFake(provider, fake, `https://fake.test${fake.basePath}`));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.connect({ http: httpOverFake(fake, () => START), now: () => START });
}

/** What every provider's folder must declare about its provider. */
export function describeDeclaration(provider: Provider): void {
  describe(`${provider.label}'s declaration`, () => {
    it("has names that are part of URLs, files and shells, and leads to where a key is made", () => {
      expect(provider.id).toMatch(/^[a-z][a-z0-9-]{0,39}$/);
      for (const { variable } of Object.values(provider.fields)) expect(variable).toMatch(/^[A-Z][A-Z0-9_]+$/);
      expect(provider.key.page).toMatch(/^https:\/\//);
      expect(provider.fields[provider.key.setting]).toMatchObject({ isSecret: true, variable: provider.key.variable });
      expect(provider.fields).toHaveProperty(provider.addressSetting);
    });

    const form = provider.orderForm;
    it("has an order form exactly if clusters can be created", () => {
      const { createCluster, describeCreation } = connect(provider);
      expect([createCluster !== undefined, describeCreation !== undefined]).toEqual([form !== null, form !== null]);
    });
    if (form !== null) describeForm(form, provider);
  });
}

function describeForm(form: OrderForm, provider: Provider): void {
  const variants = form.variants?.options.map(({ id }) => id) ?? [null];

  it("has fields with valid examples, and misses only required ones", () => {
    for (const variant of variants) {
      const fields = fieldsOf(form, variant);
      const examples = Object.fromEntries(fields.map(({ path, example }) => [path, example]));
      expect(readFields(form, examples, variant).problems).toEqual({});
      const required = fields.filter(({ without }) => without === null).map(({ path }) => path);
      expect(required).toContain("clusterId");
      expect(Object.keys(readFields(form, {}, variant).problems).sort()).toEqual([...required].sort());
    }
  });

  it("has fields where they belong, and hides none that must be filled in", () => {
    for (const { variant, fields, foldedNote } of form.groups) {
      for (const { path, without, agreement } of fields) {
        expect(path).toMatch(variant === null ? /^[a-zA-Z]+$/ : new RegExp(`^${variant}\\.[a-zA-Z]+$`));
        if (foldedNote !== null) expect(without).not.toBeNull();
        const others = fieldsOf(form, variant).map((field) => field.path);
        if (agreement !== null) expect(others).toContain(agreement.with);
      }
    }
  });

  it("creates a cluster from an order made of its examples unless that must not be sent any more, and then lists it by the requested id", async () => {
    for (const variant of variants) {
      const fields = fieldsOf(form, variant);
      const { order } = readFields(
        form,
        Object.fromEntries(fields.map(({ path, example }) => [path, example])),
        variant,
      );
      if (order === null) return expect.fail("expected the examples to be an order");
      const client = connect(provider);
      const listed = async () => {
        const { clusters } = await client.readFleet(signal);
        return clusters.map(({ providerClusterId }) => providerClusterId);
      };
      const requireSendable = () => {
        throw new Error("too late");
      };
      await expect(client.createCluster?.(order, { signal, requireSendable })).rejects.toThrow("too late");
      expect(await listed()).not.toContain(order.clusterId);
      const created = await client.createCluster?.(order, { signal, requireSendable: () => {} });
      expect(created).toMatchObject({ providerClusterId: order.clusterId });
      expect(await listed()).toContain(order.clusterId);
    }
  });
}
