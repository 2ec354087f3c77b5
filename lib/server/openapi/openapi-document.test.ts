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
