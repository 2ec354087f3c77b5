import { expect, it } from "vitest";
import { email } from "../channels/email";
import { slack } from "../channels/slack";
import { webpush } from "../channels/webpush";
import { targetProblem } from "./target-problem";

const slackAt = (url: string, ranges: readonly string[] = []) => targetProblem(slack, { url }, ranges);
const mailBy = (host: string) => targetProblem(email, { host, from: "a@example.com", to: ["b@example.com"] }, []);

it("refuses addresses that are private or come without TLS, each with a sentence, unless they are listed", async () => {
  for (const host of ["127.0.0.1", "localhost", "10.1.2.3", "[::1]", "169.254.169.254", "2130706433"])
    expect(await slackAt(`https://${host}/x`), host).toMatch(/private or reserved address/);
  expect(await slackAt("http://1.1.1.1/x")).toMatch(/must begin with https/);
  expect(await slackAt("https://1.1.1.1/x")).toBeNull();
  expect(await slackAt("http://127.0.0.1:8080/x", ["127.0.0.0/8"])).toBeNull();
  expect(await slackAt("https://169.254.169.254/x", ["169.254.0.0/16"])).toMatch(/private or reserved/);
  expect(await mailBy("192.168.1.1")).toMatch(/private or reserved/);
  expect(await mailBy("1.1.1.1")).toBeNull();
  expect(await targetProblem(webpush, {}, [])).toBeNull();
});

it("names no part of the address, which may be a secret", async () => {
  expect(await slackAt("https://10.1.2.3/services/S3cret")).not.toMatch(/S3cret|10\.1/);
});
