import { RecollectError } from '@/lib/errors';

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Keeps other web sites out of a server that needs no password.
 *
 * Two attacks are meant: a foreign page whose own name was made to resolve to this machine (DNS rebinding: the
 * browser then lets it read the answers, but it still sends its own name as Host), and a foreign page that sends a
 * request it cannot read but that changes something (its Origin gives it away).
 *
 * @param request what arrived; only its method and headers are read
 * @param listens the host name or address the server was told to listen on (Config.host)
 * @throws RecollectError `host_not_allowed`, `origin_not_allowed`
 */
export function guardRequest(request: { method: string; headers: Headers }, listens: string): void {
  const host = request.headers.get('host') ?? '';
  if (isLoopback(listens) && !isLoopback(hostName(host)))
    throw new RecollectError('host_not_allowed', { host: printable(host), listens });

  if (SAFE_METHODS.has(request.method)) return;
  const origin = request.headers.get('origin');
  if (origin !== null && originHost(origin) !== host.toLowerCase())
    throw new RecollectError('origin_not_allowed', { origin: printable(origin) });
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none')
    throw new RecollectError('origin_not_allowed', { origin: printable(origin ?? 'another site') });
}

/** Whether a host name means this machine only. */
export function isLoopback(name: string): boolean {
  return LOOPBACK_NAMES.has(name.toLowerCase()) || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name);
}

/** `localhost:3000` → `localhost`, `[::1]:3000` → `[::1]`. */
function hostName(host: string): string {
  return host.replace(/:\d+$/, '');
}

/** `http://localhost:3000` → `localhost:3000`; empty for `null` and anything that is no URL. */
function originHost(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : '';
}

/** A header's text, short enough to repeat in an answer. */
function printable(value: string): string {
  return value.length > 100 ? `${value.slice(0, 100)}…` : value;
}
