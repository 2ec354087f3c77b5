import { once } from "./once";

const decimals = once(() => new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 }));
const BYTE_UNITS = ["B", "KB", "MB", "GB", "TB"] as const;

/** How much is stored, in steps of 1024: "640 B", "12.4 MB". */
export function formatBytes(bytes: number): string {
  const step = Math.min(Math.floor(Math.log2(Math.max(1, bytes)) / 10), BYTE_UNITS.length - 1);
  return `${decimals().format(bytes / 1_024 ** step)} ${BYTE_UNITS[step]}`;
}
