/**
 * Runs an async iterable ahead of its consumer: while the consumer waits for something else (an embedding in a worker),
 * the next items are made. At most `depth` items wait; the source is asked for more only when there is room.
 *
 * Ending the iteration early ends the source too, after the item it is making.
 */
export async function* prefetch<Item>(source: AsyncIterable<Item>, depth: number): AsyncGenerator<Item> {
  const iterator = source[Symbol.asyncIterator]();
  const ready: Promise<IteratorResult<Item>>[] = [];
  let done = false;
  const ask = () => {
    const next = iterator.next().then((result) => {
      if (result.done) done = true;
      return result;
    });
    // Looked at when its turn comes; until then a rejection must not count as unhandled.
    next.catch(() => {
      done = true;
    });
    ready.push(next);
  };
  try {
    for (let waiting = 0; waiting < depth; waiting += 1) ask();
    for (let next = ready.shift(); next; next = ready.shift()) {
      const result = await next;
      if (result.done) return;
      if (!done) ask();
      yield result.value;
    }
  } finally {
    await iterator.return?.();
  }
}
