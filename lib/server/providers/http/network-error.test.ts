import { expect, it } from "vitest";
import type { ProviderErrorKind } from "../errors";
import { networkError } from "./network-error";

const CALL = { provider: "Shadeform", request: "GET /v1/clusters" };

it.each<[string, ProviderErrorKind, string]>([
  ["ENOTFOUND", "unreachable", "host name was not found"],
  ["EAI_AGAIN", "unreachable", "host name was not found"],
  ["ECONNREFUSED", "unreachable", "nothing takes connections"],
  ["ECONNRESET", "unreachable", "dropped"],
  ["UND_ERR_SOCKET", "unreachable", "dropped"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "unreachable", "certificate"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "unreachable", "certificate"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "unreachable", "certificate"],
  ["ENETUNREACH", "unreachable", "network"],
  ["", "unreachable", "no connection"],
  ["UND_ERR_CONNECT_TIMEOUT", "timeout", "in time"],
  ["ETIMEDOUT", "timeout", "in time"],
  ["HTTPParserError", "bad-response", "proper HTTP"],
  ["UND_ERR_HEADERS_OVERFLOW", "bad-response", "proper HTTP"],
])("reports %s as %s", (code, kind, words) => {
  const error = networkError(CALL, code);
  expect(error.kind).toBe(kind);
  expect(error.message).toContain("Shadeform");
  expect(error.message).toContain("GET /v1/clusters");
  expect(error.message).toContain(words);
});

it("tells a request that was never sent from one that may have been carried out", () => {
  const unsent = ["ENOTFOUND", "ECONNREFUSED", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT", "DEPTH_ZERO_SELF_SIGNED_CERT"];
  expect(unsent.filter((code) => networkError(CALL, code).mayHaveActed)).toEqual([]);
  const uncertain = [
    "ECONNRESET",
    "EPIPE",
    "UND_ERR_SOCKET",
    "ETIMEDOUT",
    "HTTPParserError",
    "UND_ERR_BODY_TIMEOUT",
    "",
  ];
  expect(uncertain.filter((code) => !networkError(CALL, code).mayHaveActed)).toEqual([]);
});
