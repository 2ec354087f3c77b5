import autocannon from "autocannon";
import { processorMs } from "./process-usage";

/** What a browser sends. */
export const ACCEPT_ENCODING = "gzip, deflate, br";
const CONNECTIONS = 100;

export interface Load {
  requestsPerSecond: number;
  /** The processor time of all the server's threads, per request. */
  processorMsPerRequest: number;
}

interface LoadOptions {
  url: string;
  /** The server's process id. */
  pid: number;
  seconds: number;
  /** Any other status makes the measurement void. */
  status: 200 | 304;
  headers?: Record<string, string>;
}

/** Requests the same thing over 100 connections, each as fast as it is answered. */
export async function load({ url, pid, seconds, status, headers = {} }: LoadOptions): Promise<Load> {
  const before = await processorMs(pid);
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: seconds,
    headers: { "accept-encoding": ACCEPT_ENCODING, ...headers },
  });
  const after = await processorMs(pid);
  const answers = result.statusCodeStats?.[`${status}`]?.count ?? 0;
  const others = result["2xx"] + result["3xx"] + result["4xx"] + result["5xx"] - answers + result.errors;
  if (others > 0) throw new Error(`${others} of ${answers + others} answers were not ${status}.`);
  return { requestsPerSecond: answers / result.duration, processorMsPerRequest: (after - before) / answers };
}
