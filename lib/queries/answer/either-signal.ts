/** Aborts as soon as one of them does. `AbortSignal.any` is newer than the oldest browsers that Clusterdeck runs in. */
export function eitherSignal(one: AbortSignal, other: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const abort = () => controller.abort();
  for (const signal of [one, other]) {
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
  }
  return controller.signal;
}
