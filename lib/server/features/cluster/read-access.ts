import "server-only";
import type { Access } from "@/lib/domain/cluster/cluster";
import { askProvider } from "../../http/ask-provider";
import type { FoundCluster } from "../../http/find-cluster";
import type { Questions } from "../../on-demand/questions";

const NO_ACCESS: Access = { ssh: [], ports: [], links: [], kubernetes: null };

/** How to get in: from the last reading, or asked for now where the provider wants a call of its own. */
export async function readAccess(
  { questions }: { questions: Pick<Questions, "access"> },
  { snapshot, tracked: { reading } }: FoundCluster,
): Promise<Access> {
  const isAsked = reading.onDemand.includes("access");
  const asked = isAsked ? await askProvider(questions.access, snapshot, reading) : null;
  return asked ?? reading.access ?? NO_ACCESS;
}
