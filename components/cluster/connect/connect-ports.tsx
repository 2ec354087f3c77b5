"use client";

import { useState } from "react";
import type { ConnectionDetails } from "@/lib/contract/connection-details";
import { hostAndPort, localPortFor, portForwardCommand } from "@/lib/domain/connect/port-forward";
import { ConnectSection } from "./connect-section";
import { CopyLine } from "./copy-line";
import { endpointNames } from "./endpoint-names";
import { ServiceAnchor } from "./service-anchor";

interface ConnectPortsProps {
  ports: ConnectionDetails["ports"];
  ssh: ConnectionDetails["ssh"];
}

/** For each forwarded port: its public address, and a tunnel that needs no open port. */
export function ConnectPorts({ ports, ssh: all }: ConnectPortsProps) {
  const ssh = all.filter(({ isShellOnly }) => !isShellOnly);
  const [viaAlias, setViaAlias] = useState(ssh[0]?.alias);
  const via = ssh.find(({ alias }) => alias === viaAlias) ?? ssh[0];
  // Providers do not say which node a port belongs to, so its address is certain only if there is a single node.
  const onlyHost = ssh.length === 1 ? (ssh[0]?.host ?? null) : null;
  return (
    <ConnectSection
      title="Forwarded ports"
      actions={
        ssh.length > 1 && (
          <label className="flex items-center gap-2 text-sm text-muted">
            Through
            <select
              value={via?.alias}
              onChange={(event) => setViaAlias(event.target.value)}
              className="h-8 rounded-md border border-line bg-panel px-2 text-ink"
            >
              {[...endpointNames(ssh)].map(([alias, name]) => (
                <option key={alias} value={alias}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )
      }
    >
      <ul className="flex flex-col gap-4">
        {ports.map((port) => {
          const tunnel = via ? portForwardCommand(port, via) : null;
          return (
            <li key={`${port.label} ${port.externalPort} ${port.protocol}`} className="flex flex-col gap-1">
              <p className="flex flex-wrap items-baseline gap-x-3 text-sm">
                <span className="font-medium">{port.label}</span>
                <span className="text-muted">
                  {port.protocol} {port.internalPort} on the node, {port.externalPort} outside
                  {port.status !== null && `, ${port.status}`}
                </span>
                {port.url !== null && <ServiceAnchor url={port.url} />}
                {port.url === null && onlyHost !== null && (
                  <code className="font-mono text-xs">{hostAndPort(onlyHost, port.externalPort)}</code>
                )}
              </p>
              {tunnel !== null && (
                <>
                  <CopyLine text={tunnel} label={`Copy tunnel to ${port.label}`} />
                  <p className="text-xs text-muted">then at localhost:{localPortFor(port.internalPort)}</p>
                </>
              )}
            </li>
          );
        })}
      </ul>
    </ConnectSection>
  );
}
