import type { FakeOptions, Provider } from "@/lib/server/providers/spec";

/** A fake of each provider of a registry, by the provider's id. */
export type FakesOf<Registry extends readonly Provider[]> = {
  -readonly [One in Registry[number] as One["id"]]: ReturnType<One["createFake"]>;
};

/** The cast holds because each provider's fake is kept under that provider's own id. */
export function fakesOf<const Registry extends readonly Provider[]>(
  registry: Registry,
  options: FakeOptions,
): FakesOf<Registry> {
  return Object.fromEntries(
    registry.map((provider) => [provider.id, provider.createFake(options)]),
  ) as FakesOf<Registry>;
}
