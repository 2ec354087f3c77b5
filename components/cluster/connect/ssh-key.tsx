"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { isTaken } from "@/components/shell/keyboard";
import { copySshCommand } from "@/components/status/copy-ssh-command";

/** The `y` key: copies the ssh command of the node focused in the map, or of the first node. */
export function SshKey({ clusterId }: { clusterId: string }) {
  const client = useQueryClient();
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key !== "y" || event.defaultPrevented || isTaken(event)) return;
      const focused = document.activeElement?.closest("[data-node-id]");
      copySshCommand(client, clusterId, focused?.getAttribute("data-node-id") ?? null);
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [client, clusterId]);
  return null;
}
