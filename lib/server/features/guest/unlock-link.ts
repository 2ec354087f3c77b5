import "server-only";
import { stringifySetCookie } from "cookie";
import { unlockedSchema } from "@/lib/contract/guest";
import type { AuditAction } from "@/lib/domain/people/audit";
import { isoTime } from "@/lib/domain/time/iso-time";
import { recordAudit } from "../../auth/audit/audit";
import { admitGuest } from "../../http/admit-guest";
import type { Application } from "../../http/application";
import { readForm } from "../../http/read-json";
import { sendJson } from "../../http/send-json";
import { Refusal } from "../../refusal";
import { clientAddress } from "../../security/client-address";
import { trySecret } from "../../security/take-turn";
import { PASS_COOKIE } from "../../sharing/links/enter-link";
import { isPassword } from "../../sharing/links/password";
import { makePass, PASS_LIFE_MS } from "../../sharing/links/unlock-pass";
import { hashingRequester } from "../../workload/hashing";
import { linkGone } from "./open-link";

type Unlocking = Pick<Application, "shareLinks" | "store" | "linkAttempts" | "guestTurns" | "unknownLinkTurns"> & {
  configuration: Pick<Application["configuration"], "publicUrl">;
  coordination: Pick<Application["coordination"], "now">;
};

/** `POST /api/shared/{token}/unlock`: the password of a link, in a form. Answers with a pass for this link only. */
export async function unlockLink(application: Unlocking, token: string, request: Request): Promise<Response> {
  const { store, configuration, linkAttempts } = application;
  const now = application.coordination.now();
  const address = clientAddress(request.headers);
  const password = (await readForm(request)).get("password") ?? "";
  const { entry } = await admitGuest(application, token, request.headers, now);
  if (entry.state === "gone") throw linkGone();
  const { link } = entry;
  if (link.passwordHash !== null) {
    const attempt = { target: link.id, address };
    const note = (action: AuditAction) =>
      recordAudit(store, { at: now, actor: "guest", action, target: link.name, from: address });
    const { passwordHash } = link;
    await trySecret(
      linkAttempts,
      attempt,
      () => note("tries-refused"),
      async () => {
        if (await isPassword(password, passwordHash, hashingRequester(request, false))) return;
        await note("share-link-password-failed");
        throw new Refusal("wrong-password", "That is not this link’s password.");
      },
    );
  }
  const response = sendJson(unlockedSchema, { until: isoTime(now + PASS_LIFE_MS) });
  const secure = new URL(configuration.publicUrl).protocol === "https:";
  // Sent only to this link's page and calls, and never with those of another link.
  for (const path of [`/s/${token}`, `/api/shared/${token}`]) {
    const attributes = { path, maxAge: PASS_LIFE_MS / 1_000, httpOnly: true, sameSite: "lax", secure } as const;
    response.headers.append("Set-Cookie", stringifySetCookie(PASS_COOKIE, makePass(link, now), attributes));
  }
  return response;
}
