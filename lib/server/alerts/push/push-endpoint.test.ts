import { expect, it } from "vitest";
import { createTestBrowser } from "@/lib/testing/receivers/browser";
import { subscriptionProblem } from "./push-endpoint";

const listed = (address: string) => address === "127.0.0.1";
const problemOf = (endpoint: string) => subscriptionProblem(createTestBrowser(endpoint).subscription, listed);

it.each([
  "https://fcm.googleapis.com/fcm/send/abc",
  "https://updates.push.services.mozilla.com/wpush/v2/abc",
  "https://db5p.notify.windows.com/w/?token=abc",
  "https://web.push.apple.com/abc",
  "http://127.0.0.1:8080/abc",
])("takes a subscription at %s", (endpoint) => {
  expect(problemOf(endpoint)).toBeNull();
});

it.each([
  "https://evil.example/fcm.googleapis.com",
  "https://fcm.googleapis.com.evil.example/",
  "https://evilnotify.windows.com/",
  "http://fcm.googleapis.com/",
  "https://fcm.googleapis.com:8443/",
  "https://user@10.0.0.1/",
  "file:///etc/passwd",
  "",
])("sends to nobody but push services of browsers, and so not to %s", (endpoint) => {
  expect(problemOf(endpoint)).toMatch(/push service/);
});

it("takes no keys that nothing can be encrypted with", () => {
  const { endpoint, keys } = createTestBrowser("https://web.push.apple.com/abc").subscription;
  const offCurve = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 1)]).toString("base64url");
  for (const damaged of [
    { ...keys, p256dh: offCurve },
    { ...keys, p256dh: "AAAA" },
    { ...keys, auth: "AAAA" },
  ])
    expect(subscriptionProblem({ endpoint, keys: damaged }, listed)).toMatch(/damaged/);
});
