// Written from lib/contract/connection-details.ts by `npx vitest run lib/contract/shapes --update`.
import type { connectionDetailsSchema } from "../connection-details";
import { boolean, integer, list, nullable, object, oneOf, shapeOf, string } from "./shape";

export const connectionDetailsShape = shapeOf<typeof connectionDetailsSchema>(
  object({
    ssh: list(
      object({
        nodeId: string,
        label: string,
        alias: string,
        host: string,
        port: integer,
        user: string,
        command: string,
        note: nullable(string),
        isShellOnly: boolean,
      }),
    ),
    sshConfig: string,
    ports: list(
      object({
        label: string,
        internalPort: integer,
        externalPort: integer,
        protocol: oneOf("tcp", "udp"),
        url: nullable(string),
        status: nullable(string),
      }),
    ),
    links: list(object({ label: string, url: string })),
    kubernetes: nullable(object({ endpoint: string, caData: string, command: string })),
    notes: list(string),
  }),
);
