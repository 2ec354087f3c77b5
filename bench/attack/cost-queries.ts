import { DAY_MS, HOUR_MS } from "@/lib/domain/time/epoch";
import type { Attack } from "./attack";
import { crowd, fromAddress } from "./crowd";

const CLIENTS = 20;
/** The most hours that a guest, and a person, may ask for (lib/contract/costs.ts). */
const GUEST_HOURS = 800;
const PERSON_HOURS = 2_000;

export const guestsCostQueries: Attack = {
  name: `${CLIENTS} guests' worst cost queries, no two alike`,
  run: ({ app, token }, ending) =>
    crowd({
      clients: CLIENTS,
      ending,
      ask: (client, turn) =>
        fetch(`${app.url}/api/shared/${token}/costs?${hourly(GUEST_HOURS, turn * CLIENTS + client)}`, {
          headers: fromAddress(client),
          signal: ending,
        }),
    }),
};

export const viewersCostQueries: Attack = {
  name: `${CLIENTS} of a viewer's worst cost queries, no two alike`,
  run: ({ app, cookies }, ending) =>
    crowd({
      clients: CLIENTS,
      ending,
      ask: (client, turn) =>
        fetch(`${app.url}/api/costs?${hourly(PERSON_HOURS, turn * CLIENTS + client)}`, {
          headers: { Cookie: cookies.viewer },
          signal: ending,
        }),
    }),
};

export const guestsYears: Attack = {
  name: `${CLIENTS} guests ask for a year of costs`,
  run: ({ app, token }, ending) =>
    crowd({
      clients: CLIENTS,
      ending,
      ask: (client, turn) =>
        fetch(`${app.url}/api/shared/${token}/costs?${daily(turn * CLIENTS + client)}`, {
          headers: fromAddress(client),
          signal: ending,
        }),
    }),
};

/** The longest allowed query, by cluster; each number gives a different one. */
function hourly(hours: number, number: number): URLSearchParams {
  const to = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - (number % 500) * HOUR_MS;
  return query({ from: to - (hours - 1) * HOUR_MS, to, bucket: "hour" });
}

function daily(number: number): URLSearchParams {
  const to = Date.now();
  return query({ from: to - 365 * DAY_MS + (number % 10_000) * 1_000, to, bucket: "day" });
}

function query({ from, to, bucket }: { from: number; to: number; bucket: string }): URLSearchParams {
  const iso = (time: number) => new Date(time).toISOString();
  return new URLSearchParams({ from: iso(from), to: iso(to), bucket, groupBy: "cluster" });
}
