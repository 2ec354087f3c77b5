import { expect, it } from "vitest";
import { boxBorder } from "./box-border";

const node = { unhealthy: "red", unknown: "grey", healthy: "green", resting: "blue" };
const colours = { ground: "", panel: "", line: "line", ink: "", muted: "muted", degraded: "orange", hatch: "", node };

it("tells late and stale clusters from fresh ones, and those in trouble from all others", () => {
  const fresh = boxBorder({ mark: "healthy", freshness: "fresh" }, colours);
  expect(fresh).toEqual({ trouble: null, colour: "line", width: 0.12, isDashed: false });
  expect(boxBorder({ mark: "healthy", freshness: "late" }, colours)).toEqual({
    ...{ trouble: null, colour: "muted", width: 0.3, isDashed: true },
  });
  expect(boxBorder({ mark: "down", freshness: "late" }, colours)).toMatchObject({ colour: "red", isDashed: true });
  expect(boxBorder({ mark: "unknown", freshness: "stale" }, colours)).toEqual({ ...fresh, isDashed: true });
});
