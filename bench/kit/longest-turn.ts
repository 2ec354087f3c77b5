/**
 * Watches this thread until it is ended, and returns the most processor time, in milliseconds, that it spent before it got
 * round to a timer again. Other programs on a busy machine do not count.
 */
export function watchLongestTurn(): { end: () => number } {
  let longestMs = 0;
  let before = process.threadCpuUsage();
  const note = () => {
    const { user, system } = process.threadCpuUsage(before);
    longestMs = Math.max(longestMs, (user + system) / 1_000);
    before = process.threadCpuUsage();
  };
  const looking = setInterval(note, 1);
  return {
    end: () => {
      note();
      clearInterval(looking);
      return longestMs;
    },
  };
}
