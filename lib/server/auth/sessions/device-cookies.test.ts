import { parseSetCookie } from "cookie";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ADMIN, callTo, startAuth, type TestServer } from "@/lib/testing/example-auth";
import { describeEachStore } from "@/lib/testing/stores";
import { answerAuth } from "../../features/sign-in/answer-auth";
import type { Tables } from "../schema";

describeEachStore((newStore) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startAuth(await newStore());
  });
  afterEach(() => server.store.close());

  const post = (path: string, body: object, cookie = "") =>
    answerAuth({ request: callTo(path, body, cookie), application: server });
  const signIn = (cookie = "", credentials = ADMIN) => post("/api/auth/sign-in/email", credentials, cookie);
  const deviceOf = (answer: Response) => answer.headers.getSetCookie().find((one) => one.includes(".device.")) ?? "";
  const sent = (setCookie: string) => setCookie.split(";")[0] ?? "";
  const recognise = (cookie: string, email = ADMIN.email, on = server) =>
    on.auth.deviceCookies.recognise(cookie, email);

  async function add(email: string, password = ADMIN.password): Promise<string> {
    const { id, link } = await server.auth.people.add({ email, name: "Eve", role: "viewer" });
    await post("/api/auth/reset-password", { token: link.token, newPassword: password });
    return id;
  }

  it("is set only after the right password, is hidden from scripts, and does not say whose it is", async () => {
    const cookie = deviceOf(await signIn());
    expect(parseSetCookie(cookie)).toMatchObject({ httpOnly: true, sameSite: "lax", path: "/api/auth" });
    expect(cookie).not.toContain(ADMIN.email);
    expect(await recognise(sent(cookie), " Admin@Example.org")).not.toBeNull();
    await expect(signIn("", { ...ADMIN, password: "wrong" })).rejects.not.toHaveProperty("headers.Set-Cookie");
    const secure = await startAuth(server.configuration.storage, { publicUrl: "https://clusters.example.org" });
    expect(await secure.auth.deviceCookies.make(ADMIN.email)).toMatch(/^__Secure-.*; Secure/);
    await secure.store.close();
  });

  it("is valid for one person, unaltered, on every server of the database and after a restart, for a year", async () => {
    await add("eve@example.org");
    const device = sent(deviceOf(await signIn()));
    const again = await startAuth(server.configuration.storage);
    expect(await recognise(device, ADMIN.email, again)).toBe(await recognise(device));
    await again.store.close();
    const [name = "", value = ""] = device.split("=");
    const evesName = sent((await server.auth.deviceCookies.make("eve@example.org")) ?? "").split("=")[0];
    const [nonce, until, signature = ""] = value.split(".");
    const swapped = signature.startsWith("A") ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
    for (const other of [
      "",
      `${name}=`,
      `${name}=${nonce}.${until}`,
      `${name}=${nonce}.${until}.${swapped}`,
      `${name}=${nonce}.${Number(until) + 1}.${signature}`,
      `${name}=x${nonce}.${until}.${signature}`,
    ]) {
      expect(await recognise(other)).toBeNull();
    }
    expect(await recognise(`${evesName}=${value}`, "eve@example.org")).toBeNull();
    expect(await recognise(device, "nobody@example.org")).toBeNull();
  });

  it("is worthless once the password is changed, even by a link, or the person is disabled", async () => {
    const credentials = { email: "eve@example.org", password: "another horse battery" };
    const id = await add(credentials.email, credentials.password);
    const enter = async () => {
      const answer = await signIn("", credentials);
      return { session: sent(answer.headers.getSetCookie()[0] ?? ""), device: sent(deviceOf(answer)) };
    };
    const first = await enter();
    const change = { currentPassword: credentials.password, newPassword: "one more horse battery" };
    const changed = await post("/api/auth/change-password", change, first.session);
    expect(await recognise(first.device, credentials.email)).toBeNull();
    expect(await recognise(sent(deviceOf(changed)), credentials.email)).not.toBeNull();

    const { token } = await server.auth.people.newPasswordToken(id);
    await post("/api/auth/reset-password", { token, newPassword: credentials.password });
    expect(await recognise(sent(deviceOf(changed)), credentials.email)).toBeNull();

    const { device } = await enter();
    await server.auth.people.change(id, { disabled: true });
    expect(await recognise(device, credentials.email)).toBeNull();
    await server.auth.people.change(id, { disabled: false });
    expect(await recognise(device, credentials.email)).toBeNull();
  });

  it("lets its browser in whatever strangers try, and allows it no more guesses than they have", async () => {
    const device = sent(deviceOf(await signIn()));
    for (let tries = 0; tries < 6; tries += 1) {
      await expect(signIn("", { ...ADMIN, password: "wrong" })).rejects.toMatchObject({
        code: tries < 5 ? "wrong-credentials" : "rate-limited",
      });
    }
    for (let tries = 0; tries < 5; tries += 1) {
      await expect(signIn(device, { ...ADMIN, password: "wrong" })).rejects.toMatchObject({
        code: "wrong-credentials",
      });
    }
    await expect(signIn(device)).rejects.toMatchObject({ code: "rate-limited" });
    await server.store.db.withTables<Tables>().deleteFrom("session").execute();
    expect((await signIn(sent(deviceOf(await signInElsewhere())))).status).toBe(200);
  });

  async function signInElsewhere(): Promise<Response> {
    const request = callTo("/api/auth/sign-in/email", ADMIN);
    request.headers.set("x-forwarded-for", "198.51.100.7");
    return answerAuth({ request, application: server });
  }
});
