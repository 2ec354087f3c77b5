import "server-only";
import { z } from "zod";
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from "@/lib/domain/people/password";
import { isLoopback } from "../outbound/loopback";
import type { AuthConfiguration, ConfigurationMistake, Environment, ReadFile } from "./configuration";
import { withValueFromFile } from "./key-file";

const PASSWORD_RULE = `must have ${MIN_PASSWORD_LENGTH} to ${MAX_PASSWORD_LENGTH} characters`;

export const authSettingsSchema = z.object({
  CLUSTERDECK_AUTH: z
    .string()
    .toLowerCase()
    .pipe(z.enum(["on", "off"], { error: "must be on or off" }))
    .optional(),
  CLUSTERDECK_ADMIN_EMAIL: z.email({ error: "must be an e-mail address" }).optional(),
  CLUSTERDECK_ADMIN_PASSWORD: z
    .string()
    .min(MIN_PASSWORD_LENGTH, { error: PASSWORD_RULE })
    .max(MAX_PASSWORD_LENGTH, { error: PASSWORD_RULE })
    .optional(),
  /** Where the server listens. Set by scripts/serve.mjs, which decides it. */
  HOST: z.string().default("an unknown address"),
});

/** How this server is reached, beyond where it listens. */
interface Reach {
  publicUrl: string;
  trustedProxies: readonly string[];
}

interface Result {
  /** In the demo, or outside of it. */
  asksForSignIn: (isDemo: boolean) => boolean;
  firstAdmin: AuthConfiguration["firstAdmin"];
  /** Whether more than this machine may reach the server, as far as its settings suggest. */
  isReachedByOthers: boolean;
  mistakes: ConfigurationMistake[];
}

/** How people sign in, as far as the environment says. */
export function readAuthSettings(variables: Environment, reach: Reach, readFile: ReadFile): Result {
  const { environment, mistakes } = withValueFromFile(variables, "CLUSTERDECK_ADMIN_PASSWORD", readFile);
  const parsed = authSettingsSchema.safeParse(environment);
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) mistakes.push({ where: String(path[0]), message });
    return { asksForSignIn: () => true, firstAdmin: null, isReachedByOthers: true, mistakes };
  }
  const { CLUSTERDECK_AUTH: auth, CLUSTERDECK_ADMIN_EMAIL: email, HOST: host } = parsed.data;
  const { CLUSTERDECK_ADMIN_PASSWORD: password } = parsed.data;
  const danger = whyOthersReachIt(host, reach);
  if (auth === "off" && danger !== null) {
    mistakes.push({
      where: "CLUSTERDECK_AUTH",
      message: `off lets whoever reaches the server do everything, ${danger}`,
    });
  }
  const asksForSignIn = (isDemo: boolean) => danger !== null || (auth !== "off" && !(auth === undefined && isDemo));
  if ((email === undefined) !== (password === undefined)) {
    const missing = email === undefined ? "CLUSTERDECK_ADMIN_EMAIL" : "CLUSTERDECK_ADMIN_PASSWORD";
    mistakes.push({ where: missing, message: "is missing: the first admin needs an e-mail address and a password" });
  }
  const firstAdmin = email !== undefined && password !== undefined ? { email, password } : null;
  return { asksForSignIn, firstAdmin, isReachedByOthers: danger !== null, mistakes };
}

/** What suggests that more than this machine can reach the server, and what to do about it; `null` if nothing does. */
function whyOthersReachIt(host: string, { publicUrl, trustedProxies }: Reach): string | null {
  if (!isLoopback(host)) return `so HOST must be 127.0.0.1, not ${host}`;
  const { hostname } = new URL(publicUrl);
  if (!isLoopback(hostname))
    return `and CLUSTERDECK_PUBLIC_URL says that others reach it as ${hostname}; keep one of them`;
  if (trustedProxies.length === 0) return null;
  return "and CLUSTERDECK_TRUSTED_PROXIES (trustedProxies in the file) says that a proxy leads others to it; keep one of them";
}
