import { eventStream, type StreamedEvent } from '@/lib/api/event-stream';
import { log } from '@/lib/api/log';
import { errorOfRequest } from '@/lib/api/problem-response';
import { needs, route } from '@/lib/api/route';
import { summaryRequestOf } from '@/lib/api/search-request';
import { RecollectError } from '@/lib/errors';
import { runtime } from '@/lib/runtime';
import { requireSelections } from '@/lib/store/require-selections';
import { summarize } from '@/lib/summarize/summarize';
import type { SummaryEvent } from '@/lib/summarize/types';

/** The retold answer to a query, as server-sent events while it is written. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: needs('search', async ({ url, signal, requestId }) => {
    const { request, sentences } = summaryRequestOf(url.searchParams);
    const { generator, ...parts } = await runtime();
    // As an answer, not as an event: nothing has begun yet.
    requireSelections(parts.store, request.filter);
    const release = await parts.permits.summaries.acquire(signal);
    // `gone` ends the stream, `stop` only the work: out of time, the stream still says so.
    const [gone, stop] = [new AbortController(), new AbortController()];
    gone.signal.addEventListener('abort', () => stop.abort(), { once: true });
    // Whatever a reader that does not read on leaves standing.
    stop.signal.addEventListener('abort', release, { once: true });
    const end = () => (signal.reason instanceof RecollectError ? stop : gone).abort();
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
    try {
      const events = summarize(
        { ...parts, generator: await generator() },
        { request, sentences },
        stop.signal,
      );
      return eventStream(streamed(events, release), {
        abort: gone,
        onError: (thrown) => {
          const error = errorOfRequest(signal.aborted ? signal.reason : thrown, requestId);
          if (error.status >= 500)
            log().error({ requestId, code: error.code, err: error.cause ?? error }, 'summary failed');
          const { code, message: detail, details } = error.reason;
          return { event: 'error', data: { code, detail, details } };
        },
      });
    } catch (thrown) {
      release();
      throw thrown;
    }
  }),
});

async function* streamed(
  events: AsyncGenerator<SummaryEvent>,
  release: () => void,
): AsyncGenerator<StreamedEvent> {
  try {
    for await (const { type, ...data } of events) yield { event: type, data };
  } finally {
    release();
  }
}
