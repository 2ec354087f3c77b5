import { expect, it } from "vitest";
import { exampleTerms } from "@/lib/testing/example-links";
import { describeEachStore } from "@/lib/testing/stores";
import { readAuditEntries } from "../../auth/audit/audit-entries";
import { AUDIT_MIGRATIONS } from "../../auth/audit/audit-migrations";
import { createSoleAttemptLimit } from "../../security/attempt-limit";
import { createRateLimit, createTurnLimit } from "../../security/rate-limit";
import { GUEST_RULE, UNKNOWN_LINK_RULE } from "../../security/take-turn";
import { openShareLinks } from "../../sharing/links/open-share-links";
import { hashPassword } from "../../sharing/links/password";
import { migrate } from "../../store/migrate";
import { openDatabase } from "../../store/open-database";
import { SERVER_ITSELF } from "../../workload/hashing";
import { unlockLink } from "./unlock-link";

describeEachStore((newStore) => {
  it("records wrong passwords with the link's name, and refused attempts once, but never what was entered", async () => {
    const store = openDatabase(await newStore());
    await migrate(store, AUDIT_MIGRATIONS);
    const shareLinks = await openShareLinks(store, Date.now, () => {});
    const expiresAt = Date.now() + 3_600_000;
    const passwordHash = await hashPassword(" correct horse ", SERVER_ITSELF);
    const terms = exampleTerms({ name: "For Acme", passwordHash, expiresAt });
    const { token } = await shareLinks.create(terms, "ada@example.com", Date.now());
    const limits = {
      // All attempts are made at one moment, however long a slow machine takes to hash what was tried.
      linkAttempts: createSoleAttemptLimit(() => 0),
      guestTurns: createTurnLimit(createRateLimit(GUEST_RULE), Date.now),
      unknownLinkTurns: createTurnLimit(createRateLimit(UNKNOWN_LINK_RULE), Date.now),
    };
    const configuration = { publicUrl: "https://a.example" };
    const application = { shareLinks, store, configuration, coordination: { now: Date.now }, ...limits };
    const say = (password: string) => {
      const headers = { "X-Forwarded-For": "203.0.113.9" };
      const body = new URLSearchParams({ password });
      return unlockLink(application, token, new Request("https://a.example", { method: "POST", headers, body }));
    };

    expect((await say(" correct horse ")).status).toBe(200);
    for (let tries = 0; tries < 8; tries += 1) {
      await expect(say("CANARY")).rejects.toMatchObject({ code: tries < 5 ? "wrong-password" : "rate-limited" });
    }
    const entries = (await readAuditEntries(store, {}, 100, null)).toReversed();
    expect(entries.map(({ action }) => action)).toEqual(["share-link-password-failed", "tries-refused"]);
    for (const entry of entries) {
      expect(entry).toMatchObject({ actor: "guest", target: "For Acme", fromAddress: "203.0.113.9" });
    }
    await store.close();
  });
});
