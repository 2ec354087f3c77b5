import { EventEmitter, once } from "node:events";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import { type ServedFakes, serveFakes } from "@/lib/server/demo/serve-fakes";
import { createPricedFake, type ToldPrices } from "../costs/priced-fake";
import { risingPrices } from "../costs/rising-prices";
import { expectTrueLedger, type RecordedPoll } from "../costs/true-ledger";
import { recordedPolls } from "./recorded-polls";

/** What a poll was told, and which server made it. */
export interface AskedPoll extends ToldPrices {
  by: string;
}

export interface PricedAccount extends AsyncDisposable {
  /** The environment in which the server of this name reads it, and is known by that name. */
  environmentOf(server: string): Promise<Record<string, string>>;
  polls: readonly AskedPoll[];
  /** The next poll by a server that `isMeant`. */
  nextPoll(isMeant?: (by: string) => boolean): Promise<AskedPoll>;
  /** Checks what the servers recorded in this database, once they have ended. */
  expectTrueLedger(databaseUrl: string): Promise<void>;
}

const MAX_RUN_MS = HOUR_MS;

/** An account whose prices only ever rise, so that what a poll was told is in no other; it knows its readers apart. */
export async function servePricedAccount(random: () => number, attempt: string): Promise<PricedAccount> {
  const now = Date.now();
  const schedules = Object.fromEntries(
    ["one", "two", "three"].map((name) => [name, risingPrices(now, now + MAX_RUN_MS, random)]),
  );
  const { fake, tell } = createPricedFake(schedules);
  // A poll may ask for machines before it asks for clusters.
  tell();
  const polls: AskedPoll[] = [];
  const asked = new EventEmitter<{ poll: [AskedPoll] }>();
  const served: ServedFakes[] = [];
  return {
    environmentOf: async (by) => {
      const handle = async (request: Request) => {
        if (request.url.endsWith("/clusters")) {
          const poll = { ...tell(), by };
          polls.push(poll);
          asked.emit("poll", poll);
        }
        return fake.handle(request);
      };
      const one = await serveFakes({ fakes: { shadeform: { ...fake, handle } }, port: 0 });
      served.push(one);
      return { SHADEFORM_API_KEY: fake.apiKey, SHADEFORM_BASE_URL: one.urlOf("shadeform") };
    },
    polls,
    nextPoll: async (isMeant = () => true) => {
      for (;;) {
        const [poll] = await once(asked, "poll");
        if (isMeant(poll.by)) return poll;
      }
    },
    expectTrueLedger: async (databaseUrl) => {
      const readAt = await recordedPolls(databaseUrl);
      const recorded = readAt.map((at): RecordedPoll => {
        const told = polls.findLast(({ toldAt }) => toldAt <= at);
        if (told === undefined) throw new Error("A poll was recorded that nobody was told.");
        return { ...told, readAt: at };
      });
      await expectTrueLedger({ databaseUrl }, schedules, recorded, attempt);
    },
    [Symbol.asyncDispose]: async () => {
      for (const one of served) await one.close();
    },
  };
}
