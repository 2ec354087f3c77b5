import { EventEmitter, once } from "node:events";
import { fireworks } from "@/lib/server/providers/fireworks";
import { shadeform } from "@/lib/server/providers/shadeform";
import { type ProviderCall, serveFleetOf } from "../support/served-fleet";

export interface CountedCall extends ProviderCall {
  /** The server that called. */
  by: string;
  /** When it came, in epoch milliseconds. */
  at: number;
}

type TwoProviders = Awaited<ReturnType<typeof serveTwo>>;

export interface CountedFleet extends AsyncDisposable, Pick<TwoProviders, "fakes" | "setFault"> {
  /** The environment in which the server of this name reads it, and is known by that name. */
  environmentOf(server: string): Promise<Record<string, string>>;
  calls: readonly CountedCall[];
  /** The next call that `isMeant`. */
  nextCall(isMeant: (call: CountedCall) => boolean): Promise<CountedCall>;
}

/** The fleet of two providers, which keeps a record of who asks them what. */
export async function serveCountedFleet(): Promise<CountedFleet> {
  const fleet = await serveTwo();
  const calls: CountedCall[] = [];
  const called = new EventEmitter<{ call: [CountedCall] }>();
  return {
    fakes: fleet.fakes,
    setFault: fleet.setFault,
    environmentOf: (by) =>
      fleet.serveApart((call) => {
        const counted = { ...call, by, at: Date.now() };
        calls.push(counted);
        called.emit("call", counted);
      }),
    calls,
    nextCall: async (isMeant) => {
      for (;;) {
        const [call] = await once(called, "call");
        if (isMeant(call)) return call;
      }
    },
    [Symbol.asyncDispose]: fleet[Symbol.asyncDispose],
  };
}

const serveTwo = () => serveFleetOf([shadeform, fireworks]);
