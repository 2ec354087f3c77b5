import { expect, it } from "vitest";
import { acceptedFormat } from "./accepted-format";

/** As Prometheus 2.42 and 3.1 send them. */
const PROMETHEUS_2 =
  "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";
const PROMETHEUS_3 =
  "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1";

it.each([
  [PROMETHEUS_2, "openmetrics"],
  [PROMETHEUS_3, "openmetrics"],
  ['Application/OpenMetrics-Text; version="1.0.0"; charset=utf-8', "openmetrics"],
  ["text/plain;version=0.0.4;q=0.9, application/openmetrics-text;q=0.3", "prometheus"],
  ["application/openmetrics-text;q=0", "prometheus"],
  ["application/openmetrics-text;version=2.0.0", "prometheus"],
  ["application/openmetrics-text;q=much", "prometheus"],
  ["text/html,*/*", "prometheus"],
  [null, "prometheus"],
])("takes %j for a wish for %s", (accept, format) => {
  expect(acceptedFormat(accept)).toBe(format);
});
