import type {
  ExplainAnswer,
  FacetsAnswer,
  PassageAnswer,
  SearchAnswer,
  SimilarAnswer,
} from '@/lib/api/answers';
import type { JobAnswer } from '@/lib/api/jobs';
import type { MapAnswer, PlaceAnswer, SelectionAnswer } from '@/lib/api/map-answers';
import type { Session } from '@/lib/api/session';
import type { ErrorDetails, Problem, Reason } from '@/lib/errors';
import { tellKeyRefused } from './key-refused';
import { readEventStream } from './read-event-stream';
import type { Job, JobItem } from '@/lib/store/job-types';
import type { SummaryEvent } from '@/lib/summarize/types';

/** An answer of the API that is an error, or no answer at all (`unreachable`). */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    /** A code of the error table, or `unreachable` when nothing answered. */
    readonly code: Problem['code'] | 'unreachable',
    message: string,
    /** HTTP status; 0 when nothing answered. */
    readonly status: number,
    /** What the message names. */
    readonly details?: ErrorDetails,
  ) {
    super(message);
  }
}

/** Why a call failed, whatever it threw. */
export function reasonOf(thrown: unknown): Reason {
  if (!(thrown instanceof ApiError)) return { code: 'internal', message: String(thrown) };
  const { code, message, details } = thrown;
  return { code, message, details };
}

/** GET /api/v1/search. @throws ApiError; AbortError when the signal says so */
export async function search(parameters: URLSearchParams, signal?: AbortSignal): Promise<SearchAnswer> {
  return (await (await get('search', parameters, signal)).json()) as SearchAnswer;
}

/** GET /api/v1/facets. @throws ApiError; AbortError when the signal says so */
export async function facets(parameters: URLSearchParams, signal?: AbortSignal): Promise<FacetsAnswer> {
  return (await (await get('facets', parameters, signal)).json()) as FacetsAnswer;
}

/** GET /api/v1/passages/{id}/similar. @throws ApiError; AbortError when the signal says so */
export async function similar(passageId: number, signal?: AbortSignal): Promise<SimilarAnswer> {
  const parameters = new URLSearchParams({ limit: '5' });
  return (await (await get(`passages/${passageId}/similar`, parameters, signal)).json()) as SimilarAnswer;
}

/** GET /api/v1/passages/{id}. @throws ApiError; AbortError when the signal says so */
export async function passage(id: number, signal?: AbortSignal): Promise<PassageAnswer> {
  return (await (await get(`passages/${id}`, new URLSearchParams(), signal)).json()) as PassageAnswer;
}

/**
 * GET /api/v1/map. The browser keeps it and asks whether it is still the same.
 *
 * @throws ApiError; AbortError when the signal says so
 */
export async function map(points: boolean, signal: AbortSignal): Promise<MapAnswer> {
  return (await (await answerOf(`map?points=${points}`, { signal })).json()) as MapAnswer;
}

/** GET /api/v1/map/place. @throws ApiError; AbortError when the signal says so */
export async function placeOnMap(query: string, signal: AbortSignal): Promise<PlaceAnswer> {
  return (await (await get('map/place', new URLSearchParams({ q: query }), signal)).json()) as PlaceAnswer;
}

/** POST /api/v1/map/selections. @throws ApiError */
export async function selectOnMap(chosen: {
  passages?: readonly number[];
  cluster?: number;
  name?: string;
}): Promise<SelectionAnswer> {
  const answer = await answerOf('map/selections', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(chosen),
  });
  return (await answer.json()) as SelectionAnswer;
}

/** GET /api/v1/map/selections/{id}. @throws ApiError; AbortError when the signal says so */
export async function selection(id: string, signal: AbortSignal): Promise<SelectionAnswer> {
  const answer = await get(`map/selections/${encodeURIComponent(id)}`, new URLSearchParams(), signal);
  return (await answer.json()) as SelectionAnswer;
}

/** GET /api/v1/explain. @throws ApiError; AbortError when the signal says so */
export async function explain(parameters: URLSearchParams, signal?: AbortSignal): Promise<ExplainAnswer> {
  return (await (await get('explain', parameters, signal)).json()) as ExplainAnswer;
}

/** GET /api/v1/summary as it is written. @throws ApiError; AbortError when the signal says so */
export async function* summary(
  parameters: URLSearchParams,
  signal?: AbortSignal,
): AsyncGenerator<SummaryEvent> {
  const response = await get('summary', parameters, signal);
  if (response.body === null) throw new ApiError('unreachable', 'The answer has no body.', response.status);
  for await (const { event, data } of readEventStream(response.body))
    yield { type: event, ...(JSON.parse(data) as object) } as SummaryEvent;
}

/** DELETE /api/v1/documents/{id}. @throws ApiError */
export async function deleteDocument(id: string): Promise<void> {
  await answerOf(`documents/${encodeURIComponent(id)}`, { method: 'DELETE' });
}

/** POST /api/v1/documents. @throws ApiError */
export async function upload(form: FormData): Promise<JobAnswer> {
  return (await (await answerOf('documents', { method: 'POST', body: form })).json()) as JobAnswer;
}

/** GET /api/v1/jobs, the newest first. @throws ApiError; AbortError when the signal says so */
export async function jobs(limit: number, signal: AbortSignal): Promise<Job[]> {
  const answer = await get('jobs', new URLSearchParams({ limit: String(limit) }), signal);
  return ((await answer.json()) as { items: Job[] }).items;
}

/** GET /api/v1/jobs/{id}. @throws ApiError; AbortError when the signal says so */
export async function job(id: string, signal?: AbortSignal): Promise<JobAnswer> {
  return (await (
    await get(`jobs/${encodeURIComponent(id)}`, new URLSearchParams(), signal)
  ).json()) as JobAnswer;
}

/** DELETE /api/v1/jobs/{id}: cancels it. @throws ApiError */
export async function cancelJob(id: string): Promise<JobAnswer> {
  const answer = await answerOf(`jobs/${encodeURIComponent(id)}`, { method: 'DELETE' });
  return (await answer.json()) as JobAnswer;
}

/** POST /api/v1/jobs/{id}/retry. @throws ApiError */
export async function retryJob(id: string): Promise<JobAnswer> {
  const answer = await answerOf(`jobs/${encodeURIComponent(id)}/retry`, { method: 'POST' });
  return (await answer.json()) as JobAnswer;
}

export type JobNews = { id: string } & (
  { type: 'job'; job: Job; items: JobItem[] } | { type: 'item'; item: JobItem }
);

/**
 * GET /api/v1/jobs/{id}/events: what a job tells until it has ended.
 *
 * @param after id of the last event known; empty for none
 * @throws ApiError; AbortError when the signal says so
 */
export async function* jobEvents(id: string, after: string, signal: AbortSignal): AsyncGenerator<JobNews> {
  const response = await answerOf(`jobs/${encodeURIComponent(id)}/events`, {
    signal,
    cache: 'no-store',
    ...(after === '' ? {} : { headers: { 'last-event-id': after } }),
  });
  if (response.body === null) throw new ApiError('unreachable', 'The answer has no body.', response.status);
  for await (const { event, data, id: eventId } of readEventStream(response.body)) {
    if (event === 'error') {
      const { code, detail, details } = JSON.parse(data) as Problem;
      throw new ApiError(code, detail, 500, details);
    }
    const content: unknown = JSON.parse(data);
    if (event === 'item') yield { type: 'item', item: content as JobItem, id: eventId };
    else yield { type: 'job', ...(content as { job: Job; items: JobItem[] }), id: eventId };
  }
}

/** GET /api/v1/session: what whoever asks may do. @throws ApiError; AbortError when the signal says so */
export async function session(signal?: AbortSignal): Promise<Session> {
  return (await (await get('session', new URLSearchParams(), signal)).json()) as Session;
}

/** POST /api/v1/session: from here on the browser sends this key with every request. @throws ApiError */
export async function signIn(key: string): Promise<void> {
  await exchange('session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key }),
  });
}

/** DELETE /api/v1/session: the browser forgets its key. @throws ApiError */
export async function signOut(): Promise<void> {
  await exchange('session', { method: 'DELETE' });
}

async function get(path: string, parameters: URLSearchParams, signal?: AbortSignal): Promise<Response> {
  return answerOf(`${path}?${parameters}`, { ...(signal ? { signal } : {}), cache: 'no-store' });
}

/** As exchange; the page is told when it is for want of a key that there is no answer. */
async function answerOf(path: string, init: RequestInit): Promise<Response> {
  try {
    return await exchange(path, init);
  } catch (thrown) {
    if (thrown instanceof ApiError && thrown.status === 401) tellKeyRefused(thrown.code);
    throw thrown;
  }
}

async function exchange(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(`/api/v1/${path}`, init);
  } catch (thrown) {
    if (init.signal?.aborted) throw thrown;
    throw new ApiError('unreachable', thrown instanceof Error ? thrown.message : String(thrown), 0);
  }
  if (response.ok) return response;
  throw await problemOf(response);
}

async function problemOf(response: Response): Promise<ApiError> {
  const type = response.headers.get('content-type') ?? '';
  if (!type.includes('json')) return new ApiError('internal', `HTTP ${response.status}`, response.status);
  const problem = (await response.json()) as Problem;
  return new ApiError(problem.code, problem.detail, problem.status, problem.details);
}
