import "server-only";

/**
 * Reads one thing after another, and begins to read the next few while one is still being used. They are yielded in
 * order.
 */
export async function* readAhead<Item>(reads: Iterable<() => Promise<Item>>, ahead: number): AsyncGenerator<Item> {
  const begun: Promise<Item>[] = [];
  for (const read of reads) {
    const reading = read();
    // Whoever stops early never learns that a later one failed.
    reading.catch(() => {});
    begun.push(reading);
    const [first] = begun;
    if (first === undefined || begun.length <= ahead) continue;
    yield await first;
    begun.shift();
  }
  for (const reading of begun) yield await reading;
}
