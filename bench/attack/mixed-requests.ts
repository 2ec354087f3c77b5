import type { AttackedApp } from "./attacked-app";
import { fromAddress } from "./crowd";

const AT_ONCE = 8;
/**
 * The number of strangers and of unknown paths: whatever is cached for each of them is cached before the first
 * measurement.
 */
const ADDRESSES = 200;
const UNKNOWN_PATHS = 100;

/** The requests of people, guests and strangers in turn, until that many have been answered. */
export async function sendMixedRequests({ app, cookies, token }: AttackedApp, count: number): Promise<void> {
  const requests: readonly ((number: number) => Promise<Response>)[] = [
    () => fetch(`${app.url}/api/clusters`, { headers: { Cookie: cookies.viewer } }),
    () => fetch(`${app.url}/api/health`),
    (number) => fetch(`${app.url}/api/shared/${token}/clusters`, { headers: from(number) }),
    (number) => fetch(`${app.url}/nowhere/${number % UNKNOWN_PATHS}`, { headers: from(number), redirect: "manual" }),
    (number) => fetch(`${app.url}/api/nowhere/${number % UNKNOWN_PATHS}`, { headers: from(number) }),
    (number) => fetch(`${app.url}/login`, { headers: from(number) }),
    (number) => fetch(`${app.url}/s/nobody-${number % UNKNOWN_PATHS}`, { headers: from(number) }),
    () => fetch(`${app.url}/`, { headers: { Cookie: cookies.viewer } }),
    (number) => fetch(`${app.url}/api/pairings/collect`, collect(number)),
    () => fetch(`${app.url}/api/costs?bucket=day&groupBy=provider`, { headers: { Cookie: cookies.viewer } }),
  ];
  const collect = (number: number) => ({
    method: "POST",
    headers: { Origin: app.url, "Content-Type": "application/json", ...from(number) },
    body: JSON.stringify({ secret: `secret-${number % UNKNOWN_PATHS}` }),
  });
  let sent = 0;
  const sendOn = async () => {
    while (sent < count) {
      sent += 1;
      const answer = await requests[sent % requests.length]?.(Math.floor(sent / requests.length));
      await answer?.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sendOn));
}

function from(number: number): Record<string, string> {
  return fromAddress(number % ADDRESSES);
}
