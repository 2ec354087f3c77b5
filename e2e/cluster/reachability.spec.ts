import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { type APIRequestContext, expect } from "@playwright/test";
import type { ClusterDetail } from "@/lib/contract/cluster";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import { providers } from "@/lib/server/providers/registry";
import { variablesOf } from "@/lib/server/providers/settings";
import { NOTEBOOK_ID, notebook } from "@/lib/server/providers/shadeform/fake/notebook";
import { test } from "../support/app";
import type { ServedFleet } from "../support/served-fleet";
import { clusterPath, tileOf } from "../support/tile";

const CLUSTER_ID = `shadeform~${NOTEBOOK_ID}`;

/** Only Shadeform: the other fakes report addresses that may really belong to somebody. */
const OTHERS = Object.fromEntries(
  providers
    .filter(({ id }) => id !== "shadeform")
    .flatMap(variablesOf)
    .map((variable) => [variable, ""]),
);
const LOOPBACK = { CLUSTERDECK_REACHABILITY_RANGES: "127.0.0.0/8", CLUSTERDECK_REACHABILITY_INTERVAL_MS: "1000" };

/** A port on this machine that a test opens and closes, and that counts connections and records what they send. */
class SshPort {
  readonly seen = { connections: 0, bytes: 0 };
  port = 0;
  #server: Server | null = null;
  readonly #sockets = new Set<Socket>();

  async open(): Promise<void> {
    const server = createServer((socket) => {
      this.seen.connections += 1;
      this.#sockets.add(socket);
      socket.on("data", (data) => {
        this.seen.bytes += data.length;
      });
      socket.on("error", () => {});
    }).listen(this.port, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("The port is not open.");
    this.port = address.port;
    this.#server = server;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    const closed = this.#server && once(this.#server, "close");
    this.#server?.close();
    await closed;
  }
}

/** From now on the account holds one machine, at this port, for a dollar a second. */
function reportMachineAt(fleet: ServedFleet, port: number): void {
  const activeAt = Date.now() - HOUR_MS;
  fleet.fakes.shadeform.world = () => {
    const machine = { ...notebook(activeAt, Date.now()), ip: "127.0.0.1", ssh_port: port, hourly_price: 360_000 };
    return { clusters: [], instances: [machine] };
  };
}

async function readCluster(request: APIRequestContext): Promise<ClusterDetail> {
  return await (await request.get(`/api/clusters/${encodeURIComponent(CLUSTER_ID)}`)).json();
}

test.describe("where it is switched on", () => {
  test.use({ environment: { ...OTHERS, ...LOOPBACK, CLUSTERDECK_REACHABILITY: "on" } });

  test("a machine that does not answer is unhealthy, with its duration and cost, until it answers", async ({
    page,
    request,
    app,
    fleet,
  }) => {
    const ssh = new SshPort();
    await ssh.open();
    await ssh.close();
    reportMachineAt(fleet, ssh.port);
    await expect.poll(async () => (await readCluster(request)).health).toBe("unhealthy");
    const cluster = await readCluster(request);
    expect(cluster).toMatchObject({ status: "running", nodes: [{ status: "running", health: "unhealthy" }] });
    expect(cluster.healthReasons).toEqual([
      expect.stringMatching(
        /^Shadeform says running, but ssh \(port \d+\) has not answered for at least \d+ (s|min), at least \$\d+\.\d\d so far$/,
      ),
    ]);
    await page.goto("/");
    await expect(page.getByText("1 cluster needs attention")).toBeVisible();
    await expect(tileOf(page, "notebook-jonas")).toContainText("has not answered for");
    await page.goto(clusterPath(CLUSTER_ID));
    await expect(page.getByRole("region", { name: "Unhealthy, because" })).toContainText("so far");

    await ssh.open();
    await expect.poll(async () => (await readCluster(request)).health).toBe("healthy");
    await expect(page.getByRole("region", { name: "Unhealthy, because" })).toBeHidden();
    expect((await readCluster(request)).healthReasons).toEqual([]);

    await ssh.close();
    await expect
      .poll(async () => (await readCluster(request)).healthReasons)
      .toEqual([expect.stringMatching(/has not answered for \d+ (s|min), \$\d+\.\d\d so far$/)]);
    const secondsSilent = async () => {
      const [reason = ""] = (await readCluster(request)).healthReasons;
      const [, count, unit] = /not answered for (\d+) (s|min)/.exec(reason) ?? [];
      return Number(count) * (unit === "min" ? 60 : 1);
    };
    const before = await secondsSilent();
    await app.stop();
    const again = await app.startAgain();
    // Not "at least": the server that was stopped had got an answer before.
    await expect.poll(secondsSilent).toBeGreaterThan(before);
    await again.stop();
    expect(ssh.seen.connections).toBeGreaterThan(0);
    expect(ssh.seen.bytes).toBe(0);
  });

  test("a machine that answers is left alone", async ({ request, fleet }) => {
    const ssh = new SshPort();
    await ssh.open();
    reportMachineAt(fleet, ssh.port);
    await expect.poll(() => ssh.seen.connections).toBeGreaterThan(4);
    expect(await readCluster(request)).toMatchObject({ health: "healthy", healthReasons: [] });
    await ssh.close();
  });
});

test.describe("without the range of this machine", () => {
  test.use({
    environment: { ...OTHERS, ...LOOPBACK, CLUSTERDECK_REACHABILITY_RANGES: "", CLUSTERDECK_REACHABILITY: "on" },
  });

  test("its own addresses are left alone, and a remark says so", async ({ request, fleet }) => {
    const ssh = new SshPort();
    await ssh.open();
    reportMachineAt(fleet, ssh.port);
    await expect
      .poll(async () => (await readCluster(request)).account?.warnings)
      .toContainEqual(expect.stringContaining("not checked for 1 node"));
    expect(ssh.seen.connections).toBe(0);
    await ssh.close();
  });
});

test.describe("where it is off", () => {
  test.use({ environment: { ...OTHERS, ...LOOPBACK } });

  test("no machine is ever tried", async ({ request, fleet }) => {
    const ssh = new SshPort();
    await ssh.open();
    reportMachineAt(fleet, ssh.port);
    const readings = new Set<string>();
    await expect.poll(async () => readings.add((await readCluster(request)).observedAt).size).toBeGreaterThan(6);
    expect(ssh.seen.connections).toBe(0);
    await ssh.close();
  });
});
