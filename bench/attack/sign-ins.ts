import { median } from "../kit/statistics";
import type { Attack } from "./attack";
import { crowd, fromAddress } from "./crowd";
import { signInAgainAndAgain, trySignIn } from "./own-sign-in";

const GUESSERS = 60;

export const strangersSignIns: Attack = {
  name: `${GUESSERS} strangers sign in at once`,
  run: async (target, ending) => {
    const { app } = target;
    const guesses = crowd({
      clients: GUESSERS,
      ending,
      ask: (client, turn) => {
        const email = `${client}-${turn}@example.org`;
        const from = fromAddress(client)["X-Forwarded-For"] ?? "";
        return trySignIn(app.url, { email, password: "a wrong password", from }, ending);
      },
    });
    const { timesMs, refused } = await signInAgainAndAgain(target, ending);
    const own = `the owner's own sign-in ${median(timesMs).toFixed(0)} ms, refused ${refused} of ${refused + timesMs.length}`;
    return `${await guesses}; ${own}`;
  },
};
