import { oneOf, orElse } from "@/components/ui/url-state/url-words";
import { useUrlView } from "@/components/ui/url-state/use-url-view";
import { METRICS_WINDOWS } from "@/lib/domain/cluster/metrics";

const view = {
  metrics: orElse(oneOf(METRICS_WINDOWS), "1h"),
  metricsAs: orElse(oneOf(["charts", "table"]), "charts"),
};

/** How far back metrics are shown, and how: part of the URL, so that the view can be shared. */
export function useMetricsView() {
  return useUrlView(view);
}
