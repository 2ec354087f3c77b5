import { expect, it } from "vitest";
import { createPause, mapInTurns, nextTurn } from "./pause";

it("lets other work run once the work has gone on for long enough, and not before", async () => {
  let time = 0;
  const pause = createPause({ everyMs: 10, now: () => time });
  let turns = 0;
  setImmediate(() => {
    turns += 1;
  });
  for (let step = 0; step < 9; step += 1) {
    time += 1;
    await pause();
  }
  expect(turns).toBe(0);
  time += 1;
  await pause();
  expect(turns).toBe(1);
});

/** How many turns others have while work with this precedence pauses, each of which takes a millisecond. */
async function turnsOfOthers(precedence: "answer" | "work"): Promise<number> {
  const pause = createPause({ everyMs: 0, precedence });
  let turns = 0;
  const spendTurn = () => {
    turns += 1;
    const until = performance.now() + 1;
    while (performance.now() < until);
    waiting = setImmediate(spendTurn);
  };
  let waiting = setImmediate(spendTurn);
  await pause();
  clearImmediate(waiting);
  return turns;
}

it("gives other work more turns while it uses them, but goes on in the end", async () => {
  expect(await turnsOfOthers("work")).toBeGreaterThan(1);
});

it("gives other work a single turn if somebody waits for the answer", async () => {
  expect(await turnsOfOthers("answer")).toBe(1);
});

it("ends the work at its next step once nobody waits for it", async () => {
  const gone = new AbortController();
  const pause = createPause({ signal: gone.signal });
  await pause();
  gone.abort();
  await expect(pause()).rejects.toThrow("aborted");
});

it("ends work that was aborted while other work ran", async () => {
  const gone = new AbortController();
  const pause = createPause({ signal: gone.signal, everyMs: 0 });
  setImmediate(() => gone.abort());
  await expect(pause()).rejects.toThrow("aborted");
});

it("gives everything that waits a turn of its own, in the order in which it began to wait", async () => {
  let turn = 0;
  const countTurn = () => {
    turn += 1;
    counting = setImmediate(countTurn);
  };
  let counting = setImmediate(countTurn);
  const turns: [string, number][] = [];
  const work = async (name: string) => {
    for (let step = 0; step < 2; step += 1) {
      await nextTurn();
      turns.push([name, turn]);
    }
  };
  await Promise.all([work("a"), work("b"), work("c")]);
  clearImmediate(counting);
  expect(turns.map(([name]) => name).join("")).toBe("abcabc");
  expect(new Set(turns.map(([, at]) => at)).size).toBe(turns.length);
});

it("pauses before every eighth item, and gives the results in their order", async () => {
  const done: string[] = [];
  const pause = async () => {
    done.push("pause");
  };
  const results = await mapInTurns(
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
    (item) => {
      done.push(String(item));
      return item * 10;
    },
    pause,
  );
  expect(results).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90]);
  expect(done.join(" ")).toBe("pause 1 2 3 4 5 6 7 8 pause 9");
});

it("lets an answer that somebody waits for go before all other work", async () => {
  const turns: string[] = [];
  const work = async (name: string, precedence: "answer" | "work") => {
    for (let step = 0; step < 2; step += 1) {
      await nextTurn(precedence);
      turns.push(name);
    }
  };
  await Promise.all([work("a", "work"), work("b", "work"), work("c", "answer")]);
  expect(turns.join("")).toBe("ccabab");
});
