import { writeFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { startTlsServer } from "@/lib/testing/http/loopback-server";
import { startConnectProxy } from "@/lib/testing/proxy/connect-proxy";
import { TEST_CERTIFICATE } from "@/lib/testing/proxy/tls-certificate";
import { startAppProcess } from "../support/app-process";

test("the app calls providers through a proxy, over verified TLS, and names a proxy that refuses without its login", async ({
  request,
}, testInfo) => {
  const authority = testInfo.outputPath("authority.pem");
  writeFileSync(authority, TEST_CERTIFICATE);
  await using provider = await startTlsServer((_request, response) => {
    response.setHeader("Content-Type", "application/json").end('{"instances":[],"clusters":[]}');
  });
  await using proxy = await startConnectProxy(() => Number(new URL(provider.origin).port));
  const app = await startAppProcess({
    SHADEFORM_API_KEY: "key-of-a-test",
    SHADEFORM_BASE_URL: "https://api.provider.test/v1",
    HTTPS_PROXY: proxy.url.replace("//", "//user:CANARY-password@"),
    NODE_EXTRA_CA_CERTS: authority,
    CLUSTERDECK_AUTH: "off",
    CLUSTERDECK_POLL_INTERVAL_MS: "1000",
    CLUSTERDECK_DEMO: "off",
  });
  try {
    const fleet = async () => await (await request.get(`${app.url}/api/clusters`)).text();
    await expect.poll(fleet).toContain('"state":"ok"');
    expect(new Set(proxy.asked)).toEqual(new Set(["CONNECT api.provider.test:443"]));
    proxy.turn(403);
    // Open tunnels go on for as long as they are used.
    provider.server.closeAllConnections();
    const sentence = `The proxy ${new URL(proxy.url).host} refused to connect to api.provider.test (403)`;
    await expect.poll(fleet).toContain(sentence);
    expect(await fleet()).toContain('"code":"unreachable"');
    expect(app.output()).toContain(sentence);
    expect((await fleet()) + app.output()).not.toContain("CANARY");
  } finally {
    await app.stop();
  }
});
