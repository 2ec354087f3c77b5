import { z } from "zod/mini";

/** `GET /api/clusters/{clusterId}/connection`: the connection details. */
export const connectionDetailsSchema = z.object({
  ssh: z.array(
    z.object({
      nodeId: z.string(),
      label: z.string(),
      /** Its name in `sshConfig`, which no other has. */
      alias: z.string(),
      host: z.string(),
      port: z.int(),
      user: z.string(),
      command: z.string(),
      /** What the provider says about this login: its role, whether somebody is connected. */
      note: z.nullable(z.string()),
      /** Whether it carries a shell and nothing else: no files and no tunnels. */
      isShellOnly: z.boolean(),
    }),
  ),
  /** One file for the whole cluster; empty when there is no ssh endpoint. */
  sshConfig: z.string(),
  ports: z.array(
    z.object({
      label: z.string(),
      internalPort: z.int(),
      externalPort: z.int(),
      protocol: z.enum(["tcp", "udp"]),
      url: z.nullable(z.string()),
      /** The provider's own word for its state. */
      status: z.nullable(z.string()),
    }),
  ),
  links: z.array(z.object({ label: z.string(), url: z.string() })),
  kubernetes: z.nullable(z.object({ endpoint: z.string(), caData: z.string(), command: z.string() })),
  /** What is not offered, and why. */
  notes: z.array(z.string()),
});
export type ConnectionDetails = z.infer<typeof connectionDetailsSchema>;
