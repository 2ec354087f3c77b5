import { expect, it } from "vitest";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { exampleNode, exampleReading } from "@/lib/testing/example-reading";
import { reachableNodes } from "./reachable-nodes";
import { afterTry, type Tries } from "./tries";

const NOW = Date.UTC(2026, 0, 1);
const ssh = ["a", "b", "c", "d", "e"].map((nodeId) => ({
  nodeId,
  label: nodeId,
  host: nodeId,
  port: 22,
  user: "root",
}));
const reading = exampleReading({
  nodes: ssh.map(({ nodeId }) => exampleNode({ id: nodeId })),
  connectionDetails: { ssh, ports: [], links: [], kubernetes: null },
});

function triesOf(...outcomes: Parameters<typeof afterTry>[1][]): Tries | undefined {
  return outcomes.reduce<Tries | undefined>((before, outcome) => afterTry(before, outcome, NOW), undefined);
}

it("says of each node whether it answers, and nothing of those of which that is not known", () => {
  const tries: Record<string, Tries | undefined> = {
    a: triesOf("answered"),
    b: triesOf("answered", "unanswered", "unanswered", "unanswered"),
    c: triesOf("answered", "unanswered"),
    d: triesOf("private"),
  };
  const lookUp = (key: string) => tries[key.split("\n")[2] ?? ""];
  expect([...reachableNodes("one", reading, { triesOf: lookUp, now: NOW })]).toEqual([
    ["a", true],
    ["b", false],
  ]);
  expect(reachableNodes("one", reading, { triesOf: lookUp, now: NOW + 60 * MINUTE_MS }).size).toBe(0);
});
