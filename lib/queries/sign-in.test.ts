import { afterEach, expect, it, vi } from "vitest";
import { signIn, unlockLink } from "./sign-in";

const CREDENTIALS = { email: "ada@example.org", password: "correct horse" };

afterEach(() => vi.unstubAllGlobals());

function answer({ keepsCookies, sessions }: { keepsCookies: boolean; sessions: Response }): void {
  vi.stubGlobal("navigator", { cookieEnabled: keepsCookies });
  vi.stubGlobal("fetch", async (path: string) => {
    if (path === "/api/sessions") return sessions;
    return Response.json(path.endsWith("/unlock") ? { until: "2026-11-29T08:00:00.000Z" } : SIGNED_IN);
  });
}

const SIGNED_IN = { user: { email: CREDENTIALS.email, name: "Ada" } };
const unauthenticated = () => Response.json({ code: "unauthenticated", detail: "Sign in." }, { status: 401 });

it("says after the right password that the browser keeps no cookie, instead of asking for it again", async () => {
  answer({ keepsCookies: false, sessions: unauthenticated() });
  await expect(signIn(CREDENTIALS)).rejects.toMatchObject({ detail: expect.stringContaining("keeps no cookies") });
  await expect(unlockLink("/api/shared/t", "horse")).rejects.toMatchObject({
    detail: expect.stringContaining("The password is right, but this browser keeps no cookies"),
  });
  answer({ keepsCookies: true, sessions: unauthenticated() });
  await expect(signIn(CREDENTIALS)).rejects.toMatchObject({
    detail: expect.stringContaining("did not keep the cookie"),
  });
});

it("lets a person in whose session is known, and one whose cookie could not be checked", async () => {
  answer({ keepsCookies: true, sessions: Response.json({ sessions: [] }) });
  await signIn(CREDENTIALS);
  await unlockLink("/api/shared/t", "horse");
  answer({ keepsCookies: true, sessions: Response.json({ code: "unavailable", detail: "" }, { status: 503 }) });
  await signIn(CREDENTIALS);
});
