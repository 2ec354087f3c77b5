import { expect, it } from "vitest";
import { kubernetes } from "@/lib/server/providers/kubernetes";
import { madeUp } from "@/lib/testing/made-up-provider";
import { providerEgress } from "../security/egress-rules";
import { addressProblem, enteredAddress } from "./entered-address";

const problemOf = (address: string, ranges: readonly string[] = []) => addressProblem(address, providerEgress(ranges));

it.each([
  "https://127.0.0.1",
  "https://127.1:8443/v1",
  "https://2130706433",
  "https://0x7f.0.0.1",
  "https://0177.0.0.1",
  "https://127.0.0.1.",
  "https://10.0.0.1",
  "https://172.16.0.1",
  "https://192.168.1.1",
  "https://100.64.0.1",
  "https://0.0.0.0",
  "https://169.254.169.254",
  "https://169.254.0.7",
  "https://168.63.129.16",
  "https://[::1]",
  "https://[::]",
  "https://[::ffff:10.0.0.1]",
  "https://[::ffff:7f00:1]",
  "https://[fe80::1]",
  "https://[fd00:ec2::254]",
  "https://[64:ff9b::a00:1]",
  "https://[2002:a00:1::1]",
  "https://localhost",
  "https://LOCALHOST.",
  "https://api.localhost",
  "https://metadata.google.internal",
  "https://metadata.google.internal.",
  "https://gateway.local",
  "https://router.lan",
  "https://nas.home.arpa",
  "https://intranet",
  "https://%6c%6f%63alhost",
  "https://①②⑦.0.0.1",
])("refuses %s, which is no public address, unless it is listed", async (address) => {
  expect(await problemOf(address)).toMatch(/CLUSTERDECK_PROVIDER_RANGES/);
});

it("takes public addresses over https only, and listed ones over http too", async () => {
  expect(await problemOf("https://1.1.1.1:8443/v1")).toBeNull();
  expect(await problemOf("https://[2606:4700::1111]")).toBeNull();
  for (const address of ["http://1.1.1.1", "http://api.provider.example"])
    expect(await problemOf(address), address).toMatch(/must begin with https/);
  const ranges = ["10.0.0.0/8", "127.0.0.0/8"];
  for (const address of ["http://10.1.2.3:8080", "https://10.1.2.3", "http://localhost:9", "https://[::ffff:10.0.0.1]"])
    expect(await problemOf(address, ranges), address).toBeNull();
  expect(await problemOf("https://192.168.1.1", ranges)).toMatch(/private or reserved/);
});

it("never takes what hands out the credentials of a cloud, listed or not", async () => {
  for (const address of ["169.254.169.254", "[::ffff:169.254.169.254]", "100.100.100.200", "[fd00:ec2::254]"])
    expect(await problemOf(`https://${address}`, ["0.0.0.0/0", "::/0"]), address).toMatch(/private or reserved/);
});

it("takes a name that cannot be looked up now, since it is checked again at each connection", async () => {
  expect(await problemOf("https://api.no-such-provider.example/v1")).toBeNull();
});

it("takes every address for entered at a provider that has none of its own, wherever in the settings it is", () => {
  const server = "https://10.0.0.1:6443";
  const kubeconfig = JSON.stringify({
    "current-context": "c",
    contexts: [{ name: "c", context: { cluster: "k", user: "u" } }],
    clusters: [{ name: "k", cluster: { server } }],
    users: [{ name: "u", user: { token: "token" } }],
  });
  for (const settings of [{ kubeconfig }, { server, token: "token" }])
    expect(enteredAddress(kubernetes, settings)).toBe(server);
});

it("repeats nothing of the address", async () => {
  expect(await problemOf("https://10.9.8.7/S3cret")).not.toMatch(/S3cret|10\.9/);
});

it("tells an address that somebody entered from the provider's own, however that is spelt", () => {
  const of = (baseUrl?: string) =>
    enteredAddress(madeUp, { apiKey: "key", team: "red", ...(baseUrl !== undefined && { baseUrl }) });
  expect(of()).toBeNull();
  expect(of("https://api.made-up.example/v1")).toBeNull();
  expect(of("https://API.made-up.example:443/")).toBeNull();
  expect(of("https://api.made-up.example:8443")).toBe("https://api.made-up.example:8443");
  expect(of("https://api.made-up.example.")).toBe("https://api.made-up.example.");
  expect(of("http://api.made-up.example")).toBe("http://api.made-up.example");
  expect(of("https://10.0.0.1/")).toBe("https://10.0.0.1");
});
