import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { DownloadButton } from "@/components/ui/download-button";
import type { KubernetesConnection } from "@/lib/domain/cluster/cluster";
import { certificateOf } from "@/lib/domain/connect/certificate";
import { hostAlias } from "@/lib/domain/connect/ssh";
import { ConnectSection } from "./connect-section";
import { CopyLine } from "./copy-line";

interface ConnectKubernetesProps {
  clusterName: string;
  kubernetes: KubernetesConnection;
}

/** The command that fetches credentials, and what a hand-written kubeconfig needs. */
export function ConnectKubernetes({ clusterName, kubernetes: { endpoint, caData, command } }: ConnectKubernetesProps) {
  const certificate = certificateOf(caData);
  return (
    <ConnectSection title="Kubernetes">
      <div className="flex flex-col gap-4">
        <Part title="Fetch credentials">
          <CopyLine text={command} label="Copy the command that fetches credentials" />
          {command.startsWith("aws ") && (
            <p className="text-xs text-muted">
              It uses your own AWS credentials. If you access the cluster through a role, add{" "}
              <code className="font-mono text-2xs">--role-arn</code> and that role.
            </p>
          )}
        </Part>
        <Part title="API endpoint">
          <CopyLine text={endpoint} label="Copy the API endpoint" />
        </Part>
        <Part title="CA certificate">
          <div className="flex gap-1.5">
            <CopyButton text={caData} label="Copy the CA as base64, for a kubeconfig" withWord />
            {certificate !== null && (
              <DownloadButton
                text={certificate}
                fileName={`${hostAlias(clusterName)}-ca.pem`}
                label="Download the CA"
              />
            )}
          </div>
        </Part>
      </div>
    </ConnectSection>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <h4 className="text-xs text-muted">{title}</h4>
      {children}
    </div>
  );
}
