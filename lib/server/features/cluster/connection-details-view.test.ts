import { expect, it } from "vitest";
import { connectionDetailsView } from "./connection-details-view";

it("passes on what the provider says of a login and of a port, and null where it says nothing", () => {
  const login = { nodeId: "n1", label: "train-1", host: "203.0.113.7", port: 22, user: "root" };
  const port = { label: "TensorBoard", internalPort: 6_006, externalPort: 32_002, protocol: "tcp" as const, url: null };
  const view = connectionDetailsView("train", {
    ssh: [{ ...login, note: "connected" }, login],
    ports: [{ ...port, status: "active" }, port],
    links: [],
    kubernetes: null,
  });
  expect(view.ssh.map(({ note }) => note)).toEqual(["connected", null]);
  expect(view.ports.map(({ status }) => status)).toEqual(["active", null]);
});
