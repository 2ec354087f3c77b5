"use client";

import { clsx } from "clsx";
import { useState } from "react";
import { MARK_WORDS } from "@/components/status/mark-words";
import { StatusMark } from "@/components/status/status-mark";
import type { ConnectionDetails } from "@/lib/contract/connection-details";
import { formatCounted } from "@/lib/domain/text/format";
import type { MarkedNode } from "../nodes/node-order";
import { CopyLine } from "./copy-line";
import { endpointNames } from "./endpoint-names";

/** Longer lists get a filter and scroll on their own, so that the sections below stay within reach. */
const LONG_FROM_NODES = 12;

interface SshCommandsProps {
  ssh: ConnectionDetails["ssh"];
  nodes: readonly MarkedNode[];
}

export function SshCommands({ ssh, nodes }: SshCommandsProps) {
  const [filter, setFilter] = useState("");
  const marks = new Map(nodes.map(({ node, mark }) => [node.id, mark]));
  const isLong = ssh.length >= LONG_FROM_NODES;
  const wanted = filter.trim().toLowerCase();
  const shown = ssh.filter(({ label, host }) => label.toLowerCase().includes(wanted) || host.includes(wanted));
  const names = endpointNames(ssh);
  return (
    <>
      {isLong && (
        <input
          type="search"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
          aria-label="Filter nodes by name or address"
          placeholder={`Filter ${formatCounted(ssh.length, "node")}`}
          className="mb-2 h-8 w-full rounded-md border border-line bg-ground px-2.5 text-sm placeholder:text-muted"
        />
      )}
      <ul className={clsx("flex flex-col gap-1.5", isLong && "max-h-96 overflow-y-auto")}>
        {shown.map(({ nodeId, label, alias, command, note }) => {
          const name = names.get(alias) ?? label;
          // A jump host is no node, and has no status.
          const mark = marks.get(nodeId);
          return (
            <li key={alias} className="grid items-center gap-x-4 gap-y-1 sm:grid-cols-[10rem_minmax(0,1fr)]">
              <span className="flex min-w-0 items-center gap-2 text-sm" title={name}>
                {mark && <StatusMark mark={mark} size={14} />}
                <span className="truncate">{name}</span>
                {mark && mark !== "healthy" && <span className="text-xs text-muted">{MARK_WORDS[mark]}</span>}
              </span>
              <CopyLine text={command} label={`Copy ssh command of ${name}`} />
              {note !== null && <p className="text-xs text-muted sm:col-start-2">{note}</p>}
            </li>
          );
        })}
      </ul>
      {shown.length === 0 && <p className="text-sm text-muted">No node’s name or address matches.</p>}
    </>
  );
}
