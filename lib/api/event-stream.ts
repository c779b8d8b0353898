/** Milliseconds between comments that keep proxies from closing a quiet stream. */
const HEARTBEAT_MS = 10_000;

/** One server-sent event: its name and what `data:` holds as JSON. */
export interface StreamedEvent {
  event: string;
  data: unknown;
  /** Where a reader that comes back goes on (Last-Event-ID); counted from 1 when the source has none. */
  id?: number;
}

/**
 * Answers with server-sent events (HTML standard, 9.2): numbered, with a heartbeat, ended when the source ends.
 *
 * When the reader goes away, `abort` is aborted and the source is told to return, so that work stops with its
 * reader. A source that throws ends the stream with one last event made by `onError`.
 */
export function eventStream(
  source: AsyncIterator<StreamedEvent>,
  options: { abort: AbortController; onError: (thrown: unknown) => StreamedEvent; heartbeatMs?: number },
): Response {
  const encoder = new TextEncoder();
  let heartbeat: NodeJS.Timeout | undefined;
  let id = 0;

  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      // The first comment makes the headers leave at once.
      controller.enqueue(encoder.encode(': recollect\n\n'));
      heartbeat = setInterval(
        () => controller.enqueue(encoder.encode(': still here\n\n')),
        options.heartbeatMs ?? HEARTBEAT_MS,
      );
      options.abort.signal.addEventListener('abort', () => clearInterval(heartbeat), { once: true });
    },
    async pull(controller) {
      let next: IteratorResult<StreamedEvent>;
      try {
        next = await source.next();
      } catch (thrown) {
        next = { done: true, value: undefined };
        if (!options.abort.signal.aborted)
          controller.enqueue(encoder.encode(frame((id += 1), options.onError(thrown))));
      }
      if (options.abort.signal.aborted) return;
      if (!next.done) {
        controller.enqueue(encoder.encode(frame((id += 1), next.value)));
        return;
      }
      clearInterval(heartbeat);
      controller.close();
    },
    async cancel() {
      clearInterval(heartbeat);
      options.abort.abort();
      await source.return?.();
    },
  });

  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}

/** JSON holds no raw line break, so one `data:` line always suffices. */
function frame(count: number, { event, data, id = count }: StreamedEvent): string {
  return `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
