import "server-only";
import { z } from "zod";
import { readAuthority } from "@/lib/server/providers/certificate-authority";
import { httpsUrl, secret, webUrl } from "@/lib/server/providers/settings";
import type { SettingField } from "@/lib/server/providers/spec";
import { parseKubeconfig } from "./kubeconfig/parse-kubeconfig";

export interface KubernetesSettings {
  baseUrl: string;
  apiKey: string;
  /** PEM; left out where the server's certificate is one that everybody trusts. */
  ca?: string | undefined;
  /** What a pasted kubeconfig calls the cluster; `null` if the parts were entered one by one. */
  clusterName: string | null;
}

const EXAMPLE = "https://10.0.0.1:6443";

export const KUBERNETES_FIELDS: Readonly<Record<"kubeconfig" | "server" | "token" | "caData", SettingField>> = {
  kubeconfig: {
    label: "Kubeconfig",
    variable: "KUBERNETES_KUBECONFIG",
    help: "Server, certificate authority and token are taken out of it; nothing else of it is used.",
    example: null,
    isSecret: true,
    isLong: true,
    insteadOf: ["server", "token", "caData"],
  },
  server: {
    label: "Server",
    variable: "KUBERNETES_SERVER",
    help: "The address of the API server, as kubectl cluster-info prints it.",
    example: EXAMPLE,
    isSecret: false,
    isLong: false,
  },
  token: {
    label: "Token",
    variable: "KUBERNETES_TOKEN",
    help: "Of a service account that may read nodes.",
    example: null,
    isSecret: true,
    isLong: false,
  },
  caData: {
    label: "Certificate authority",
    variable: "KUBERNETES_CA",
    help: "Its certificate, as PEM or in base64. Not needed where the server's certificate is one that everybody trusts.",
    example: null,
    isSecret: false,
    isLong: true,
  },
};

const text = z.string({ error: "must be text" }).trim();

const authority = text.transform((given, context): string => {
  const read = readAuthority(given);
  if ("ca" in read) return read.ca;
  context.addIssue({ code: "custom", message: read.problem });
  return z.NEVER;
});

const partsWith = (server: z.ZodType<string>) =>
  z
    .object({ server, token: secret(), caData: authority.optional() })
    .transform(({ server: baseUrl, token, caData }): KubernetesSettings => {
      return { baseUrl, apiKey: token, ca: caData, clusterName: null };
    });
const parts = partsWith(webUrl(EXAMPLE));
const partsOfKubeconfig = partsWith(httpsUrl(EXAMPLE));

const pasted = z.object({ kubeconfig: text }).transform(({ kubeconfig: given }, context): KubernetesSettings => {
  const fail = (message: string) => {
    context.addIssue({ code: "custom", path: ["kubeconfig"], message });
    return z.NEVER;
  };
  const read = parseKubeconfig(given);
  if (!read.ok) return fail(read.problem);
  const { server, token, caData, clusterName } = read.kubeconfig;
  // In a kubeconfig the authority stands in base64 only, but the same rules hold for what is in it.
  const taken = partsOfKubeconfig.safeParse({ server, token, ...(caData !== null && { caData }) });
  if (taken.success) return { ...taken.data, clusterName };
  const [issue] = taken.error.issues;
  return fail(
    `has a ${issue?.path[0] === "caData" ? "certificate authority" : String(issue?.path[0])} that ${issue?.message}`,
  );
});

/** Either a kubeconfig, or its parts. */
export const kubernetesSettings: z.ZodType<KubernetesSettings> = z
  .record(z.string(), z.unknown())
  .transform((given, context): KubernetesSettings => {
    const isPasted = given.kubeconfig !== undefined;
    const beside = ["server", "token", "caData"].find((name) => given[name] !== undefined);
    if (isPasted && beside !== undefined) {
      const message = "is set as well as the kubeconfig, which holds it; keep one of them";
      context.addIssue({ code: "custom", path: [beside], message });
      return z.NEVER;
    }
    const read = (isPasted ? pasted : parts).safeParse(given);
    if (read.success) return read.data;
    for (const { path, message } of read.error.issues) context.addIssue({ code: "custom", path: [...path], message });
    return z.NEVER;
  });
