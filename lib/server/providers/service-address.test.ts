import { expect, it } from "vitest";
import { serviceAddress } from "./service-address";

it.each([
  ["https://10.0.0.7:6443", "https://10.0.0.7:6443"],
  ["https://user:CANARY@api.example:6443/?token=CANARY#CANARY", "https://api.example:6443"],
  ["https://api.example/k8s/clusters/a", "https://api.example/k8s/clusters/a"],
  ["slurm.internal:6817", "slurm.internal:6817"],
  [" 203.0.113.42 ", "203.0.113.42"],
  ["2001:db8::7", "2001:db8::7"],
])("shows of %s the address without login and query", (text, address) => {
  expect(serviceAddress(text)).toBe(address);
});

it.each([
  null,
  undefined,
  "",
  "user:CANARY@host",
  "CANARY a b",
  "data:text/plain,CANARY",
  `https://${"a".repeat(3_000)}`,
])("shows nothing of %s", (text) => {
  expect(serviceAddress(text)).toBeNull();
});
