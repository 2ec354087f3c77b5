import type { AskingScreen } from "@/lib/contract/pairing";
import { formatPairingCode } from "@/lib/domain/people/pairing-code";
import { agoWords } from "@/lib/domain/text/format";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";

/** Where the screen that shows a code is asking from: it must be the one the operator is standing in front of. */
export function WaitingScreenFacts({ screen }: { screen: AskingScreen }) {
  const { code, address, browser, askedAt } = screen;
  const age = useServerTime((now) => agoWords(now - Date.parse(askedAt)) ?? "just now");
  return (
    <div className="rounded-md border border-line bg-raised px-3.5 py-2.5 text-sm">
      <p>
        <strong className="font-mono font-semibold">{formatPairingCode(code)}</strong> is shown by{" "}
        <strong className="font-semibold">{browser}</strong> at{" "}
        <strong className="font-semibold">{address ?? "an unknown address"}</strong>, which asked {age}.
      </p>
      <p className="mt-1 text-muted">
        Is that the screen in front of you? Whoever it is will see what you choose here.
      </p>
    </div>
  );
}
