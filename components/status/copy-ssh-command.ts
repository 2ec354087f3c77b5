import type { QueryClient } from "@tanstack/react-query";
import { copyText } from "@/components/ui/copy-text";
import { notify } from "@/components/ui/notice";
import { connectionDetailsQuery } from "@/lib/queries/connection-details-query";
import { problemText } from "@/lib/queries/request";

/** Copies the ssh command for a node, or for a cluster's first node, and says what happened. */
export async function copySshCommand(
  client: QueryClient,
  clusterId: string,
  nodeId: string | null = null,
): Promise<void> {
  try {
    const { ssh } = await client.query(connectionDetailsQuery(clusterId));
    const endpoint = nodeId === null ? ssh[0] : ssh.find((candidate) => candidate.nodeId === nodeId);
    const command = endpoint?.command;
    if (command === undefined)
      notify(nodeId === null ? "This cluster has no ssh address" : "This node has no ssh address");
    else notify((await copyText(command)) ? `Copied: ${command}` : `The browser blocked copying: ${command}`);
  } catch (error) {
    notify(problemText(error, "The ssh command cannot be read"));
  }
}
