// Written from lib/contract/share-link.ts by `npx vitest run lib/contract/shapes --update`.
import type { createdShareLinkSchema, shareLinkSchema, shareLinksSchema } from "../share-link";
import { atLeast, boolean, integer, list, nullable, object, oneOf, shapeOf, string, time } from "./shape";

export const createdShareLinkShape = shapeOf<typeof createdShareLinkSchema>(
  object({
    id: string,
    name: string,
    kind: oneOf("link", "display"),
    state: oneOf("active", "expired", "revoked"),
    scope: object({ accountIds: list(string), clusterIds: list(string) }),
    show: object({ costs: boolean, names: boolean, provider: boolean, region: boolean }),
    hasPassword: boolean,
    frameOrigins: list(string),
    expiresAt: time,
    revokedAt: nullable(time),
    createdBy: string,
    createdAt: time,
    lastOpenedAt: nullable(time),
    opens: atLeast(0, integer),
    display: nullable(object({ page: string, build: string, lastContactAt: time })),
    url: string,
  }),
);

export const shareLinkShape = shapeOf<typeof shareLinkSchema>(
  object({
    id: string,
    name: string,
    kind: oneOf("link", "display"),
    state: oneOf("active", "expired", "revoked"),
    scope: object({ accountIds: list(string), clusterIds: list(string) }),
    show: object({ costs: boolean, names: boolean, provider: boolean, region: boolean }),
    hasPassword: boolean,
    frameOrigins: list(string),
    expiresAt: time,
    revokedAt: nullable(time),
    createdBy: string,
    createdAt: time,
    lastOpenedAt: nullable(time),
    opens: atLeast(0, integer),
    display: nullable(object({ page: string, build: string, lastContactAt: time })),
  }),
);

export const shareLinksShape = shapeOf<typeof shareLinksSchema>(
  object({
    shareLinks: list(
      object({
        id: string,
        name: string,
        kind: oneOf("link", "display"),
        state: oneOf("active", "expired", "revoked"),
        scope: object({ accountIds: list(string), clusterIds: list(string) }),
        show: object({ costs: boolean, names: boolean, provider: boolean, region: boolean }),
        hasPassword: boolean,
        frameOrigins: list(string),
        expiresAt: time,
        revokedAt: nullable(time),
        createdBy: string,
        createdAt: time,
        lastOpenedAt: nullable(time),
        opens: atLeast(0, integer),
        display: nullable(object({ page: string, build: string, lastContactAt: time })),
      }),
    ),
  }),
);
