import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { ADMIN, callTo, cookiesOf, PUBLIC_URL, startAuth, type TestServer } from "@/lib/testing/example-auth";
import { startIdentityProvider, type TestIdentityProvider, visitProvider } from "@/lib/testing/oidc-provider";
import { startConnectProxy } from "@/lib/testing/proxy/connect-proxy";
import { describeEachStore } from "@/lib/testing/stores";
import { readProxySettings } from "../../configuration/proxy-settings";
import { answerAuth } from "../../features/sign-in/answer-auth";
import { createOutbound } from "../../outbound/outbound";

const dana = { sub: "dana", email: "dana@example.org", name: "Dana", groups: ["gpu-operators"] };

let provider: TestIdentityProvider;
beforeAll(async () => {
  provider = await startIdentityProvider();
  provider.register(`${PUBLIC_URL}/api/auth/callback/oidc`);
});
afterAll(() => provider.close());

describeEachStore((newStore) => {
  let server: TestServer;
  beforeEach(async () => {
    const { issuer, clientId, clientSecret } = provider;
    const roles = { admin: [], operator: ["gpu-operators"], viewer: [] };
    const scopes = ["openid", "email", "profile"];
    const singleSignOn = { label: "Example", issuer, clientId, clientSecret, scopes, roleClaim: "groups", roles };
    server = await startAuth(await newStore(), { singleSignOn });
  });
  afterEach(() => server.store.close());

  async function signIn(): Promise<Response> {
    const answer = (request: Request) => answerAuth({ request, application: server });
    const begun = await answer(callTo("/api/auth/sign-in/social", { callbackURL: "/" }));
    const { url }: { url: string } = await begun.json();
    return answer(callTo((await visitProvider(new URL(url))).href, null, cookiesOf(begun)));
  }
  const whoIs = (response: Response) => server.auth.identify(new Headers({ cookie: cookiesOf(response) }));

  it("lets an admin link somebody who was made anew at the provider, and never does so by itself", async () => {
    provider.become(dana);
    const before = await signIn();
    const id = (await whoIs(before))?.id ?? "";
    await expect(server.auth.people.linkNewIdentity(id)).rejects.toMatchObject({ code: "conflict" });
    provider.become({ ...dana, sub: "dana-2", groups: ["others"] });
    await signIn();
    expect(await server.auth.people.find(id)).toMatchObject({ newIdentityAt: null });
    provider.become({ ...dana, sub: "dana-2", email: "Dana@example.org" });
    const refused = await signIn();
    expect(refused.headers.get("location")).toBe("/login?error=new_identity");
    expect(await whoIs(refused)).toBeNull();
    expect(await whoIs(before)).not.toBeNull();
    const listed = (await server.auth.people.list()).map(({ email, newIdentityAt }) => [email, newIdentityAt !== null]);
    expect(listed).toEqual([
      [ADMIN.email, false],
      [dana.email, true],
    ]);
    expect(await server.auth.people.linkNewIdentity(id)).toMatchObject({ id, newIdentityAt: null });
    expect(await whoIs(before)).toBeNull();
    expect(await whoIs(await signIn())).toMatchObject({ id, role: "operator" });
    provider.become(dana);
    expect((await signIn()).headers.get("location")).toBe("/login?error=new_identity");
  });

  it("calls the provider through a proxy if there is one, from discovery to claims", async () => {
    await using proxy = await startConnectProxy(() => Number(new URL(provider.issuer).port));
    const { proxies } = readProxySettings({ HTTP_PROXY: proxy.url, NODE_USE_ENV_PROXY: "1" });
    const { singleSignOn } = server.configuration.auth;
    const direct = server;
    server = await startAuth(server.configuration.storage, { singleSignOn, outbound: createOutbound(proxies) });
    await direct.store.close();
    provider.become(dana);
    expect(await whoIs(await signIn())).toMatchObject({ email: dana.email });
    const { issuer } = provider;
    expect(proxy.asked).toEqual([
      `GET ${issuer}/.well-known/openid-configuration`,
      `POST ${issuer}/token`,
      `GET ${issuer}/jwks`,
      `GET ${issuer}/me`,
    ]);
  });
});
