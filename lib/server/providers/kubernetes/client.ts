import "server-only";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import { createOddFields, leniently } from "@/lib/server/providers/odd-fields";
import { createSeldom } from "@/lib/server/providers/seldom";
import type { ConnectContext, ProviderClient } from "@/lib/server/providers/spec";
import { createClusterIdentity } from "./cluster-identity";
import { clusterNameOf } from "./cluster-name";
import { readNodes } from "./node-list";
import { toClusterReading } from "./normalise";
import type { KubernetesSettings } from "./settings";
import { readTokenNotes } from "./token-notes";
import { versionSchema } from "./wire";

export function createKubernetesClient(
  settings: KubernetesSettings,
  { http, now, label }: ConnectContext,
): ProviderClient {
  const { apiKey, baseUrl, clusterName } = settings;
  const headers = { authorization: `Bearer ${apiKey}` };
  const oddFields = createOddFields("Kubernetes");
  const identify = createClusterIdentity({ http, headers, now, noteOdd: () => oddFields.begin("identity") });
  const { host } = new URL(baseUrl);
  const version = createSeldom({
    ...{ now, hasRoom: http.hasRoom, keepMs: () => HOUR_MS },
    ask: (signal) => {
      const schema = leniently(versionSchema, oddFields.begin("version"));
      return http.getJson({ path: "/version", headers, schema, signal, isAddition: true });
    },
  });

  return {
    async readFleet(signal) {
      // First, so that a refused token is told by what it is needed for.
      const listed = await readNodes({ http, headers, signal, beginNoting: () => oddFields.begin("nodes") });
      const known = await identify(signal);
      version.ask(signal);
      const identity = {
        id: known?.uid ?? host,
        name: clusterNameOf({ label, inKubeconfig: clusterName, host }),
        createdAt: known?.createdAt ?? null,
        version: version.latest().answer?.gitVersion ?? null,
        server: baseUrl,
      };
      return {
        clusters: [toClusterReading(identity, listed, now())],
        unreadable: [],
        warnings: oddFields.warnings(),
        complete: !listed.isCut,
      };
    },
    readKeyNotes: (signal) => readTokenNotes({ http, headers, settings, signal }),
  };
}
