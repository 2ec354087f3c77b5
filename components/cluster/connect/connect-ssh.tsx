import { CopyButton } from "@/components/ui/copy-button";
import { DownloadButton } from "@/components/ui/download-button";
import type { ConnectionDetails } from "@/lib/contract/connection-details";
import { hostAlias } from "@/lib/domain/connect/ssh";
import type { MarkedNode } from "../nodes/node-order";
import { ConnectSection } from "./connect-section";
import { CopyLine } from "./copy-line";
import { SshCommands } from "./ssh-commands";

interface ConnectSshProps {
  clusterName: string;
  nodes: readonly MarkedNode[];
  connectionDetails: Pick<ConnectionDetails, "ssh" | "sshConfig">;
}

/** A command for each node, and one config file for all of them. */
export function ConnectSsh({ clusterName, nodes, connectionDetails: { ssh, sshConfig } }: ConnectSshProps) {
  const fileName = `${hostAlias(clusterName)}.ssh_config`;
  const firstHost = /^Host (\S+)$/m.exec(sshConfig)?.[1];
  return (
    <>
      <ConnectSection title="SSH">
        <SshCommands ssh={ssh} nodes={nodes} />
      </ConnectSection>
      <ConnectSection
        title="One ssh_config for the whole cluster"
        actions={
          <>
            <CopyButton text={sshConfig} label="Copy ssh_config" withWord />
            <DownloadButton text={`${sshConfig}\n`} fileName={fileName} label="Download ssh_config" />
          </>
        }
      >
        <div className="flex flex-col gap-2">
          {firstHost !== undefined && (
            <CopyLine text={`ssh -F ${fileName} ${firstHost}`} label="Copy the command that uses the downloaded file" />
          )}
          <details className="text-sm">
            <summary className="w-fit rounded text-muted hover:text-ink">Show the file</summary>
            <pre
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
              tabIndex={0}
              className="mt-2 max-h-72 overflow-auto rounded-md border border-line bg-ground px-3 py-2 font-mono text-xs [font-variant-ligatures:none]"
            >
              {sshConfig}
            </pre>
          </details>
        </div>
      </ConnectSection>
    </>
  );
}
