import "server-only";

/** Whether only this machine can reach this name or address, as a URL or a socket spells it. */
export function isLoopback(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/\.$/, "");
  return /^(?:.+\.)?localhost$/.test(host) || /^(::1|\[::1\])$/.test(host) || /^127\.\d+\.\d+\.\d+$/.test(host);
}
