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

/** What every call needs: paths are below `/api/v1/`. Failures are ApiErrors, or AbortError when the signal says so. */
export interface Connection {
  get<T>(path: string, parameters?: Parameters, options?: RequestInit): Promise<T>;
  /** @param body sent as JSON, a form as it is, undefined not at all */
  send<T>(method: 'POST' | 'DELETE', path: string, body?: unknown, signal?: AbortSignal): Promise<T>;
  events(path: string, parameters?: Parameters, options?: RequestInit): AsyncGenerator<ReceivedEvent>;
}

export function connect({ url = '', key, onKeyRefused, fetch: ask = fetch }: ClientOptions): Connection {
  const base = `${url.replace(/\/+$/, '')}/api/v1/`;

  async function exchange(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    if (key !== undefined) headers.set('authorization', `Bearer ${key}`);
    let response: Response;
    try {
      response = await ask(base + path, { ...init, headers });
    } catch (thrown) {
      if (init.signal?.aborted) throw thrown;
      throw new ApiError('unreachable', thrown instanceof Error ? thrown.message : String(thrown), 0);
    }
    if (response.ok) return response;
    const error = await errorOf(response);
    if (error.status === 401) onKeyRefused?.(error.code);
    throw error;
  }

  const fetched = (path: string, parameters: Parameters, options: RequestInit) =>
    exchange(`${path}${queryOf(parameters)}`, { cache: 'no-store', ...options });

  return {
    async get<T>(path: string, parameters: Parameters = {}, options: RequestInit = {}) {
      return (await (await fetched(path, parameters, options)).json()) as T;
    },
    async send<T>(method: 'POST' | 'DELETE', path: string, body?: unknown, signal?: AbortSignal) {
      const json = body !== undefined && !(body instanceof FormData);
      const response = await exchange(path, {
        method,
        ...(json ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
        ...(body instanceof FormData ? { body } : {}),
        ...(signal ? { signal } : {}),
      });
      return (response.status === 204 ? undefined : await response.json()) as T;
    },
    async *events(path: string, parameters: Parameters = {}, options: RequestInit = {}) {
      const { body, status } = await fetched(path, parameters, options);
      if (body === null) throw new ApiError('unreachable', 'The answer has no body.', status);
      yield* readEventStream(body);
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

async function errorOf(response: Response): Promise<ApiError> {
  const type = response.headers.get('content-type') ?? '';
  if (!type.includes('json')) return new ApiError('internal', `HTTP ${response.status}`, response.status);
  const { code, detail, status, details } = (await response.json()) as Problem;
  const retryAfter = response.headers.get('retry-after');
  return new ApiError(code, detail, status, details, retryAfter === null ? undefined : Number(retryAfter));
}
