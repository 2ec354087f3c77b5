import "server-only";

/** Begins to read each item while the one before is still being used. */
export async function* readAhead<Item>(items: AsyncGenerator<Item>): AsyncGenerator<Item> {
  let reading = items.next();
  try {
    for (;;) {
      const result = await reading;
      if (result.done) return;
      reading = items.next();
      // Whoever stops here never learns that the next one failed.
      reading.catch(() => {});
      yield result.value;
    }
  } finally {
    await items.return(undefined).catch(() => {});
  }
}
