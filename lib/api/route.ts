import { config } from '@/lib/config';
import { RecollectError } from '@/lib/errors';
import type { Scope } from '@/lib/store/scopes';
import { admit } from './admit';
import { crossOriginHeaders } from './cross-origin';
import { log } from './log';
import { problemHeaders } from './problem-headers';
import { errorOfRequest, problemResponse, requestIdOf } from './problem-response';
import { guardRequest } from './request-guard';
import { countRequest } from './metrics';
import { routePattern } from './route-pattern';
import { withinTime } from './within-time';

export type PathParams = Record<string, string>;

/** What a handler is given: everything already taken apart, nothing yet validated. */
export interface ApiCall<P extends PathParams = PathParams> {
  request: Request;
  url: URL;
  /** Parts of the path, for example `{id}`. */
  params: P;
  requestId: string;
  /** Aborted when the caller goes away, or when the time is up: then with `timed_out` as its reason. */
  signal: AbortSignal;
}

type Answer<P extends PathParams> = (call: ApiCall<P>) => Promise<Response> | Response;

interface ApiHandler<P extends PathParams> {
  /** The scope that a key must have, where keys are asked for. */
  scope: Scope | 'nothing';
  answer: Answer<P>;
  /** Whether it may take longer than other requests. */
  anyTime: boolean;
  /** Whether it is answered however often it is asked. */
  anyRate: boolean;
}

/** A handler together with what its caller must be allowed to do. */
export function needs<P extends PathParams = PathParams>(
  scope: ApiHandler<P>['scope'],
  answer: Answer<P>,
  { anyTime = false, anyRate = false }: Partial<Pick<ApiHandler<P>, 'anyTime' | 'anyRate'>> = {},
): ApiHandler<P> {
  return { scope, answer, anyTime, anyRate };
}

/** A place without variable parts has no parameters at all. */
interface Context<P extends PathParams> {
  params: Promise<P | undefined>;
}

type NextHandler<P extends PathParams> = (request: Request, context: Context<P>) => Promise<Response>;

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
type Method = (typeof METHODS)[number];

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
} as const;

/**
 * Makes the exports of a route file from its handlers: the one place where requests are guarded, counted and
 * logged, and where errors become answers. Methods without a handler answer 405 `method_not_allowed`.
 *
 * @example export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: needs('search', () => json({})) });
 */
export function route<P extends PathParams = PathParams>(
  handlers: Partial<Record<'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', ApiHandler<P>>>,
): Record<Method, NextHandler<P>> {
  const allowed = METHODS.filter(
    (method) =>
      method === 'OPTIONS' ||
      (method === 'HEAD' ? handlers.GET !== undefined : handlers[method] !== undefined),
  ).join(', ');

  const answer = async (request: Request, context: Context<P>): Promise<Response> => {
    const startedAt = performance.now();
    const settings = config();
    const requestId = requestIdOf(request.headers);
    let response: Response;
    let failure: RecollectError | undefined;
    try {
      guardRequest(request, settings);
      response = await dispatch(request, context, requestId);
    } catch (thrown) {
      failure = errorOfRequest(thrown, requestId);
      response = problemResponse(failure, requestId, problemHeaders(failure));
    }
    const methods = request.method === 'OPTIONS' ? allowed : undefined;
    const headers = { ...HEADERS, ...crossOriginHeaders(request.headers, settings.corsOrigins, methods) };
    for (const [name, value] of Object.entries(headers))
      // What an answer varies by already it goes on to vary by.
      if (name === 'vary') response.headers.append(name, value);
      else response.headers.set(name, value);
    response.headers.set('x-request-id', requestId);
    const tookMs = performance.now() - startedAt;
    const pattern = routePattern(new URL(request.url).pathname, (await context.params) ?? {});
    countRequest(request.method, pattern, response.status, tookMs);
    record(request, requestId, response.status, tookMs, failure);
    return response;
  };

  const dispatch = async (request: Request, context: Context<P>, requestId: string): Promise<Response> => {
    const method = request.method as Method;
    if (method === 'OPTIONS') return new Response(null, { status: 204, headers: { allow: allowed } });
    const handler = method === 'HEAD' ? handlers.GET : handlers[method];
    if (handler === undefined) throw new RecollectError('method_not_allowed', { method, allowed });
    const counted = await admit(request.headers, handler);
    // What the type of the handlers promises is there exactly where their place has variable parts.
    const params = ((await context.params) ?? {}) as P;
    const call = { request, url: new URL(request.url), params, requestId };
    const response = handler.anyTime
      ? await handler.answer({ ...call, signal: request.signal })
      : await withinTime(request.signal, config().requestSeconds, async (signal) =>
          handler.answer({ ...call, signal }),
        );
    for (const [name, value] of Object.entries(counted)) response.headers.set(name, value);
    if (method !== 'HEAD') return response;
    await response.body?.cancel();
    return new Response(null, { status: response.status, headers: response.headers });
  };

  return Object.fromEntries(METHODS.map((method) => [method, answer])) as Record<Method, NextHandler<P>>;
}

/** A JSON answer that no cache keeps: the next ingest may change it. */
export function json(body: unknown, init: { status?: number } = {}): Response {
  return new Response(JSON.stringify(body), {
    status: init.status ?? 200,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  });
}

function record(
  request: Request,
  requestId: string,
  status: number,
  tookMs: number,
  failure: RecollectError | undefined,
): void {
  const line = {
    requestId,
    method: request.method,
    path: new URL(request.url).pathname,
    status,
    tookMs: Math.round(tookMs * 10) / 10,
    ...(failure ? { code: failure.code } : {}),
  };
  // That it is busy is no fault of the server, and saying so at length would not make it less so.
  if (failure !== undefined && failure.status >= 500 && failure.code !== 'overloaded')
    log().error({ ...line, err: failure.cause ?? failure }, 'request failed');
  else log().info(line, 'request');
}
