import { expect, it } from "vitest";
import { openApiDocument } from "./openapi-document";

it("names each refusal that is worth asking again, where it can happen, and says when", () => {
  const document = openApiDocument();
  const again = { "Retry-After": expect.anything() };
  expect(document).toHaveProperty(["paths", "/api/shared/{token}/costs", "get", "responses"], {
    200: expect.anything(),
    429: expect.objectContaining({ headers: again }),
    503: expect.objectContaining({ headers: again }),
    default: expect.anything(),
  });
  expect(document).toHaveProperty(["paths", "/api/share-links", "post", "responses"], {
    201: expect.anything(),
    408: expect.not.objectContaining({ headers: again }),
    503: expect.objectContaining({ headers: again }),
    default: expect.anything(),
  });
  expect(document).toHaveProperty(["paths", "/api/health", "get", "responses"], {
    200: expect.anything(),
    default: expect.anything(),
  });
});

it("describes each body as it is sent: an order by its account's form, a link's password as a form, all others by their fields", () => {
  const expectBody = (path: string, content: object) =>
    expect(openApiDocument()).toHaveProperty(["paths", path, "post", "requestBody", "content"], content);
  for (const path of ["/api/accounts/{accountId}/clusters", "/api/accounts/{accountId}/order-command"])
    expectBody(path, { "application/json": { schema: expect.objectContaining({ type: "object" }) } });
  expectBody("/api/shared/{token}/unlock", {
    "application/x-www-form-urlencoded": {
      schema: { type: "object", properties: { password: { type: "string", description: expect.any(String) } } },
    },
  });
  expectBody("/api/share-links", {
    "application/json": {
      schema: expect.objectContaining({
        properties: expect.objectContaining({ scope: expect.objectContaining({ additionalProperties: false }) }),
      }),
    },
  });
});
