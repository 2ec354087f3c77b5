import type { AttackedApp } from "./attacked-app";
import { fromAddress } from "./crowd";

const AT_ONCE = 8;
/** So many strangers, so many paths that lead nowhere: whatever is kept for each of them is kept before the first look. */
const ADDRESSES = 200;
const UNKNOWN_PATHS = 100;

/** What people, guests and strangers ask in turn, until that many have been answered. */
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
