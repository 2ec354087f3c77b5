import { describeOddFields } from "@/lib/testing/adapters/odd-fields-contract";
import { fireworks } from "./fireworks";
import { primeIntellect } from "./prime-intellect";
import { providers } from "./registry";
import { shadeform } from "./shadeform";
import documentsCluster from "./shadeform/fixtures/cluster-info.json";

// A new provider is covered by its line in the registry.
for (const provider of providers) describeOddFields(provider);

describeOddFields(fireworks, "without deployments on its own machines", (options) => {
  const fake = fireworks.createFake(options);
  const { clusters, deployments, ...world } = fake.world();
  return Object.assign(fake, { world: () => ({ ...world, clusters, deployments: deployments.filter(hasCluster) }) });
});

describeOddFields(primeIntellect, "pods", (options) => {
  const fake = Object.assign(primeIntellect.createFake(options), { mode: "pods" });
  const { world } = fake;
  // As few of each cluster as of what an answer lists inside.
  return Object.assign(fake, {
    world: () => world().map(({ nodes, ...cluster }) => ({ ...cluster, nodes: nodes.slice(0, 3) })),
  });
});

describeOddFields(shadeform, "the document's cluster on spot, beside a machine", (options) => {
  const rental_terms = { rental_type: "spot", hourly_price: "1.50", ending_at: "2026-12-01T00:00:00Z" };
  const [member] = documentsCluster.instances;
  const world = {
    clusters: [{ ...documentsCluster, rental_terms }],
    instances: [{ ...member, id: "b", rental_terms }],
  };
  return Object.assign(shadeform.createFake(options), { world: () => world });
});

function hasCluster({ cluster }: Record<string, unknown>): boolean {
  return cluster !== undefined;
}
