import { expect, it } from "vitest";
import { z } from "zod/mini";
import { firingAlertsSchema } from "@/lib/contract/alerts/firing-alerts";
import { silenceSchema, silencesSchema } from "@/lib/contract/alerts/silences";
import { clusterIdOf } from "@/lib/domain/cluster/identity";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import { IN_FILE, withFailingAccount } from "@/lib/testing/receivers/failing-account";
import { describeEachStore } from "@/lib/testing/stores";

describeEachStore((newStore) => {
  const { fleet, server, read, alerts, told, refused } = withFailingAccount(newStore);

  it("says what fires, what it holds back and what channels were told, and marks it on every page", async () => {
    await expect.poll(told).toBe("delivered");
    const [failing, held] = await alerts();
    expect(failing).toMatchObject({
      ...{ rule: "account-failing", state: "firing", severity: "critical", holds: 1, heldBy: null, silencedBy: null },
      subject: { kind: "account", label: "Shade", accountId: "shade" },
      title: expect.stringMatching(/^Shade does not answer: 1 cluster not read/),
      deliveries: [{ channelId: "file", event: "firing", attempts: 1, lastError: null }],
    });
    expect(held).toMatchObject({ rule: "cluster-down", state: "pending", heldBy: failing?.id, deliveries: [] });
    expect(fleet.sent.map(({ href }) => href)).toEqual([IN_FILE]);

    const marks = await read(firingAlertsSchema, "/api/alerts/firing");
    expect(marks.alerts).toMatchObject([{ id: failing?.id, isSilenced: false }]);

    fleet.isFailing = false;
    await server().alerting.look();
    expect((await alerts("?state=resolved")).map(({ rule }) => rule)).toEqual(["account-failing"]);
  });

  it("finds alerts by their words, names, ids and times", async () => {
    await expect.poll(async () => (await alerts("?state=firing")).length).toBe(1);
    const rulesFound = async (query: string) => (await alerts(query)).map(({ rule }) => rule);
    for (const text of ["KEY WAS REFUSED", "Shade does not", "account-failing"])
      expect(await rulesFound(`?q=${encodeURIComponent(text)}`), text).toEqual(["account-failing"]);
    expect(await rulesFound("?q=node+is+gone")).toEqual(["cluster-down"]);
    for (const text of ["%", "_ode", "\\", "reasons", "nobody"])
      expect(await rulesFound(`?q=${encodeURIComponent(text)}`), text).toEqual([]);
    expect(await rulesFound("?to=2020-01-01T00:00:00Z")).toEqual([]);
    fleet.isFailing = false;
    await server().alerting.look();
    expect(await rulesFound("?state=resolved&q=KEY+was")).toEqual(["account-failing"]);
    expect(await rulesFound("?state=resolved&q=%25")).toEqual([]);
    expect(await rulesFound(`?state=resolved&from=${new Date(Date.now() + HOUR_MS).toISOString()}`)).toEqual([]);
    for (const query of ["?state=open", "?from=today", "?before=x", `?q=${"x".repeat(201)}`])
      expect((await server().call("viewer", "GET", `/api/alerts${query}`)).status, query).toBe(400);
  });

  it("silences what an operator silences, says who and why, and lets it speak again", async () => {
    await expect.poll(async () => (await alerts("?state=firing")).length).toBe(1);
    const until = new Date(Date.now() + HOUR_MS).toISOString();
    const wish = { match: { accountId: "shade" }, until, why: " Move " };
    expect(await refused("viewer", "POST", "/api/silences", wish)).toMatchObject([403, expect.anything()]);
    const made = await server().call("operator", "POST", "/api/silences", wish);
    expect(made.status).toBe(201);
    const silence = z.parse(silenceSchema, made.json());
    expect(silence).toMatchObject({ why: "Move", by: "operator@example.org", isActive: true, source: "settings" });
    expect((await alerts("?state=firing"))[0]).toMatchObject({ silencedBy: silence.id });
    await expect
      .poll(async () => (await read(firingAlertsSchema, "/api/alerts/firing")).alerts)
      .toMatchObject([{ isSilenced: true }]);

    expect(await refused("viewer", "DELETE", `/api/silences/${silence.id}`)).toMatchObject([403, expect.anything()]);
    expect((await server().call("operator", "DELETE", `/api/silences/${silence.id}`)).json()).toEqual({
      status: "done",
    });
    expect((await refused("operator", "DELETE", `/api/silences/${silence.id}`))[0]).toBe(404);
    expect(await read(silencesSchema, "/api/silences")).toEqual({ silences: [] });
    expect(await alerts("?state=firing")).toMatchObject([{ silencedBy: null }]);
    expect(await server().audit()).toEqual([
      { actor: "operator@example.org", action: "silence-ended", target: expect.stringContaining("account shade") },
      { actor: "operator@example.org", action: "silence-made", target: `account shade until ${until}: Move` },
    ]);
  });

  it("takes a silence that comes back each week in a time zone, and no silence that means nothing", async () => {
    const weekly = { days: ["sat", "sun"], start: "22:00", end: "06:00", timeZone: "europe/berlin" };
    const made = await server().call("operator", "POST", "/api/silences", { match: {}, weekly, why: "Weekend" });
    expect(z.parse(silenceSchema, made.json())).toMatchObject({
      ...{ until: null, weekly: { ...weekly, timeZone: "Europe/Berlin" } },
    });
    const post = (wish: object) => refused("operator", "POST", "/api/silences", { match: {}, why: "x", ...wish });
    const until = new Date(Date.now() + HOUR_MS).toISOString();
    expect(await post({})).toMatchObject([400, expect.stringContaining("needs until")]);
    expect(await post({ until: "2020-01-01T00:00:00Z" })).toEqual([400, "until must be in the future."]);
    expect(await post({ until, match: { accountId: "shaed" } })).toEqual([
      ...[400, '"shaed" is not the id of an account. The nearest is shade.'],
    ]);
    expect(await post({ until, match: { clusterId: clusterIdOf("other", "a") } })).toMatchObject([400, /other/]);
    expect(await post({ weekly: { ...weekly, timeZone: "Mars/Base" } })).toMatchObject([400, /time zone/]);
    expect(await post({ until, why: " " })).toMatchObject([400, /needs a reason/]);
    expect(await post({ until, match: { node: "x" } })).toMatchObject([400, /nothing else/]);
  });
});
