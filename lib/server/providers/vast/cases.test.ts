import { expect, it } from "vitest";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { type AnsweredCase, connectToCase, readCase } from "@/lib/testing/adapters/answered-case";
import creditBesideBalance from "./cases/credit-beside-balance.json";
import keyOfNobody from "./cases/key-of-nobody.json";
import outbidWhileLoading from "./cases/outbid-while-loading.json";
import portsAsDockerPrintsThem from "./cases/ports-as-docker-prints-them.json";
import { vast } from "./index";

async function onlyOf(answered: AnsweredCase): Promise<ClusterReading> {
  const [cluster] = (await readCase(vast, answered)).clusters;
  return cluster ?? expect.fail("expected a cluster");
}

it("calls an instance stopped that was outbid before it ran, and bills its disk", async () => {
  const { status, healthReasons, rate } = await onlyOf(outbidWhileLoading);
  expect([status, rate.billing, rate.source, rate.usdMicrosPerHour]).toEqual([
    "stopped",
    "reduced",
    "computed",
    10_417,
  ]);
  expect(healthReasons).toEqual(["Instance 31100001 is outbid: it bids $0.20/h, and needs $0.26/h to run"]);
});

it("offers each of docker's ports once, and says which it leaves out", async () => {
  const { connectionDetails, health } = await onlyOf(portsAsDockerPrintsThem);
  expect(connectionDetails?.ssh.map(({ host, port }) => `${host}:${port}`)).toEqual([
    "192.0.2.31:41022",
    "ssh5.vast.ai:31234",
  ]);
  expect([connectionDetails?.ports, connectionDetails?.notes?.length, health]).toEqual([[], 1, "healthy"]);
});

it("shows what is left of the money that was paid in", async () => {
  expect((await readCase(vast, creditBesideBalance)).fleet.billing?.balanceUsdMicros).toBe(24_514_000);
});

it("calls a key refused that Vast.ai does not know", async () => {
  const reading = connectToCase(vast, keyOfNobody).readFleet(new AbortController().signal);
  await expect(reading).rejects.toMatchObject({ kind: "auth", status: 404 });
});
