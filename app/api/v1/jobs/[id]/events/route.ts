import { eventStream } from '@/lib/api/event-stream';
import { jobAnswer, jobEvents, lastEventId } from '@/lib/api/jobs';
import { log } from '@/lib/api/log';
import { errorOfRequest } from '@/lib/api/problem-response';
import { needs, route } from '@/lib/api/route';
import { runtime } from '@/lib/runtime';

/** What a job tells until it has ended, as server-sent events; `Last-Event-ID` goes on after one. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ id: string }>({
  GET: needs(
    'ingest',
    async ({ params, request, signal, requestId }) => {
      const after = lastEventId(request.headers);
      const { store } = await runtime();
      jobAnswer(store, params.id);
      const abort = new AbortController();
      signal.addEventListener('abort', () => abort.abort(), { once: true });
      return eventStream(jobEvents(store, params.id, after, abort.signal), {
        abort,
        onError: (thrown) => {
          const error = errorOfRequest(thrown, requestId);
          log().error({ requestId, code: error.code, err: error.cause ?? error }, 'job events failed');
          const { code, message: detail, details } = error.reason;
          return { event: 'error', data: { code, detail, details } };
        },
      });
    },
    { anyTime: true },
  ),
});
