import { Button } from "@/components/ui/button";
import { Empty } from "./empty";
import { NO_FILTER } from "./filter/fleet-filter";
import type { ChangeFleetView } from "./use-fleet-view";

export function NoMatches({ onClear }: { onClear: ChangeFleetView }) {
  return (
    <Empty title="No cluster matches">
      <p>There are clusters, but none matches this search and these filters.</p>
      <Button onClick={() => onClear(NO_FILTER)}>Clear search and filters</Button>
    </Empty>
  );
}
