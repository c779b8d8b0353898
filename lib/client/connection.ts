import type { Problem } from '@/lib/errors';
import { ApiError } from './api-error';
import { readEventStream, type ReceivedEvent } from './read-event-stream';

export interface ClientOptions {
  /** Where the server is, `http://127.0.0.1:3000`; for its own pages nothing. */
  url?: string;
  /** Key, where the server asks for one. */
  key?: string;
  /** Told the code of an answer that says the key is missing, wrong or too old, before it is thrown. */
  onKeyRefused?: ((code: string) => void) | undefined;
  /** What asks, instead of the runtime's own fetch. */
  fetch?: typeof fetch;
}

/** Values of a request's parameters; a list repeats the parameter, an object is sent as JSON, undefined not at all. */
export type Parameters = URLSearchParams | object;

export interface GetOptions extends RequestInit {
  /** A status of failure that is an answer all the same when its body is JSON and not problem details. */
  accept?: number;
}

/** What every call needs: paths are below `/api/v1/`. Failures are ApiErrors, or AbortError when the signal says so. */
export interface Connection {
  get<T>(path: string, parameters?: Parameters, options?: GetOptions): Promise<T>;
  /** @param body sent as JSON, a form as it is, undefined not at all */
  send<T>(method: 'POST' | 'DELETE', path: string, body?: unknown, signal?: AbortSignal): Promise<T>;
  events(path: string, parameters?: Parameters, options?: RequestInit): AsyncGenerator<ReceivedEvent>;
}

export function connect({ url = '', key, onKeyRefused, fetch: ask = fetch }: ClientOptions): Connection {
  const base = `${url.replace(/\/+$/, '')}/api/v1/`;

  async function exchange(path: string, { accept, ...init }: GetOptions): Promise<Response> {
    const headers = new Headers(init.headers);
    if (key !== undefined) headers.set('authorization', `Bearer ${key}`);
    const response = await arriving(init.signal, () => ask(base + path, { ...init, headers }));
    if (response.ok || (response.status === accept && typeOf(response).startsWith('application/json')))
      return response;
    const error = await arriving(init.signal, () => errorOf(response));
    if (error.status === 401) onKeyRefused?.(error.code);
    throw error;
  }

  const fetched = (path: string, parameters: Parameters, options: GetOptions) =>
    exchange(`${path}${queryOf(parameters)}`, { cache: 'no-store', ...options });

  return {
    async get<T>(path: string, parameters: Parameters = {}, options: GetOptions = {}) {
      const response = await fetched(path, parameters, options);
      return (await arriving(options.signal, () => response.json())) as T;
    },
    async send<T>(method: 'POST' | 'DELETE', path: string, body?: unknown, signal?: AbortSignal) {
      const json = body !== undefined && !(body instanceof FormData);
      const response = await exchange(path, {
        method,
        ...(json ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
        ...(body instanceof FormData ? { body } : {}),
        ...(signal ? { signal } : {}),
      });
      return (response.status === 204 ? undefined : await arriving(signal, () => response.json())) as T;
    },
    async *events(path: string, parameters: Parameters = {}, options: RequestInit = {}) {
      const { body } = await fetched(path, parameters, options);
      if (body === null) throw new ApiError('unreachable', 'The answer has no body.', 0);
      try {
        yield* readEventStream(body);
      } catch (thrown) {
        throw asUnreachable(options.signal, thrown);
      }
    },
  };
}

/** Parameters as the end of an address, with its question mark; empty for none. */
export function queryOf(parameters: Parameters): string {
  const search = parameters instanceof URLSearchParams ? parameters : new URLSearchParams();
  if (search !== parameters)
    for (const [name, value] of Object.entries(parameters))
      for (const one of Array.isArray(value) ? (value as unknown[]) : [value])
        if (one !== undefined)
          search.append(name, typeof one === 'object' ? JSON.stringify(one) : String(one));
  return search.size === 0 ? '' : `?${search}`;
}

/** What comes from the network; a body that breaks off is as little of an answer as none. */
async function arriving<T>(signal: AbortSignal | null | undefined, arrive: () => Promise<T>): Promise<T> {
  try {
    return await arrive();
  } catch (thrown) {
    throw asUnreachable(signal, thrown);
  }
}

function asUnreachable(signal: AbortSignal | null | undefined, thrown: unknown): unknown {
  if (signal?.aborted) return thrown;
  return new ApiError('unreachable', thrown instanceof Error ? thrown.message : String(thrown), 0);
}

const typeOf = ({ headers }: Response) => headers.get('content-type') ?? '';

/** What stands between here and the server, a proxy, answers in words of its own. */
async function errorOf(response: Response): Promise<ApiError> {
  const { status, headers } = response;
  const told: unknown = typeOf(response).includes('json') ? await response.json() : null;
  const { code = 'internal', detail = `HTTP ${status}`, details } = (told ?? {}) as Partial<Problem>;
  const retryAfter = Number(headers.get('retry-after') ?? NaN);
  return new ApiError(code, detail, status, details, Number.isNaN(retryAfter) ? undefined : retryAfter);
}
