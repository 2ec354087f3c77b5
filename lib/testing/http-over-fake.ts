import type { EpochMs } from "@/lib/domain/time/epoch";
import { createGate } from "@/lib/server/providers/http/gate";
import { createProviderHttp, type ProviderHttp, type ProviderHttpOptions } from "@/lib/server/providers/http/http";
import type { ProviderFake } from "@/lib/server/providers/spec";

/** The real HTTP of an adapter, over a fake in the same process: what unit tests of adapters call through. */
export function httpOverFake(
  fake: ProviderFake,
  now: () => EpochMs = () => 0,
  basePath = fake.basePath,
  options: Partial<Pick<ProviderHttpOptions, "onRequest" | "hasRoom" | "pace" | "sleep">> = {},
): ProviderHttp {
  return createProviderHttp({
    providerLabel: "The provider",
    baseUrl: `https://fake.test${basePath}`,
    now,
    random: () => 0,
    sleep: async () => {},
    ...{ onRequest: () => {}, hasRoom: () => true, onHeaders: () => {}, sharedGate: createGate(32) },
    ...options,
    outbound: {
      send: (url, { method, headers, signal, body = null }) =>
        fake.handle(new Request(url, { method, headers, signal, body })),
      proxyNameFor: () => null,
    },
  });
}
