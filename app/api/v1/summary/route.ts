import { eventStream, type StreamedEvent } from '@/lib/api/event-stream';
import { log } from '@/lib/api/log';
import { errorOfRequest } from '@/lib/api/problem-response';
import { needs, route } from '@/lib/api/route';
import { summaryRequestOf } from '@/lib/api/search-request';
import { runtime } from '@/lib/runtime';
import { summarize } from '@/lib/summarize/summarize';
import type { SummaryEvent } from '@/lib/summarize/types';

/** The retold answer to a query, as server-sent events while it is written. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: needs('search', async ({ url, signal, requestId }) => {
    const { request, sentences } = summaryRequestOf(url.searchParams);
    const { generator, ...parts } = await runtime();
    const abort = new AbortController();
    signal.addEventListener('abort', () => abort.abort(), { once: true });
    const events = summarize(
      { ...parts, generator: await generator() },
      { request, sentences },
      abort.signal,
    );
    return eventStream(streamed(events), {
      abort,
      onError: (thrown) => {
        const error = errorOfRequest(thrown, requestId);
        if (error.status >= 500)
          log().error({ requestId, code: error.code, err: error.cause ?? error }, 'summary failed');
        return { event: 'error', data: { code: error.code, detail: error.message } };
      },
    });
  }),
});

async function* streamed(events: AsyncGenerator<SummaryEvent>): AsyncGenerator<StreamedEvent> {
  for await (const { type, ...data } of events) yield { event: type, data };
}
