"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Terminal } from "lucide-react";
import { createContext, use } from "react";
import { copySshCommand } from "@/components/status/copy-ssh-command";
import { IconButton } from "@/components/ui/icon-button";
import type { Node } from "@/lib/contract/cluster";

/** The cluster whose connection details may be read; `null` if nobody here may, or there are none. */
export const ConnectableContext = createContext<string | null>(null);

/** Copies a node's ssh command, which is fetched only then. A node that does not run has lost its address. */
export function NodeSsh({ node: { id, name, status } }: { node: Node }) {
  const client = useQueryClient();
  const clusterId = use(ConnectableContext);
  if (clusterId === null || status === "stopped" || status === "terminated") return null;
  return (
    <IconButton
      label={`Copy ssh command of ${name}`}
      className="-my-1.5 print:hidden"
      onClick={() => void copySshCommand(client, clusterId, id)}
    >
      <Terminal size={15} aria-hidden />
    </IconButton>
  );
}
