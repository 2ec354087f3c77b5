import { expect, it } from "vitest";
import { versionedUrl } from "./versioned-url";

it.each([
  ["https://cloud.lambda.ai", "/api/v1", "https://cloud.lambda.ai/api/v1"],
  ["https://cloud.lambda.ai/api", "/api/v1", "https://cloud.lambda.ai/api/v1"],
  ["https://cloud.lambda.ai/api/v1", "/api/v1", "https://cloud.lambda.ai/api/v1"],
  ["http://127.0.0.1:7/lambda", "/api/v1", "http://127.0.0.1:7/lambda/api/v1"],
  ["https://api.runpod.io", "/v2", "https://api.runpod.io/v2"],
  ["https://api.runpod.io/v2", "/v2", "https://api.runpod.io/v2"],
  ["https://proxy.example/runpod-v2", "/v2", "https://proxy.example/runpod-v2/v2"],
])("takes %s, where the API is at %s, for %s", (given, version, whole) => {
  expect(versionedUrl(given, version)).toBe(whole);
});
