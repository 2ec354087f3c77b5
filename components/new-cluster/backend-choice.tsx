import { Segmented } from "@/components/ui/segmented";
import type { Backend } from "@/lib/domain/cluster/new-cluster-fields";

const OPTIONS = [
  { id: "eksCluster", content: "AWS account" },
  { id: "fakeCluster", content: "Test backend" },
] as const;

/** In the demo, Fireworks' own test backend can be chosen as well. */
export function BackendChoice({ backend, onChange }: { backend: Backend; onChange: (backend: Backend) => void }) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm text-muted">
      <Segmented<Backend> legend="Where it runs" options={OPTIONS} value={backend} onChange={onChange} />
      This is the demo: whatever you create here is made up.
    </div>
  );
}
