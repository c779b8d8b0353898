import type { Config } from '@/lib/config';
import { RecollectError } from '@/lib/errors';
import { allowedOrigin } from './cross-origin';

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);
const SAFE_METHODS = new Set(['GET', 'HEAD']);

/**
 * Keeps other web sites out, those excepted that may use the API.
 *
 * Two attacks are meant: a foreign page whose own name was made to resolve to this machine (DNS rebinding: the
 * browser then lets it read the answers, but it still sends its own name as Host), and a foreign page that sends a
 * request it cannot read but that changes something, or keeps the server busy (its Origin gives it away, or what the
 * browser says of where it comes from). A link to a page may come from anywhere.
 *
 * @param request what arrived; only its method and headers are read
 * @param settings what the server was told to listen on, and what it allows beside
 * @param links whether other sites may lead here: to pages, not to what programs ask
 * @throws RecollectError `host_not_allowed`, `origin_not_allowed`
 */
export function guardRequest(
  request: { method: string; headers: Headers },
  settings: Pick<Config, 'host' | 'allowedHosts' | 'corsOrigins'>,
  { links = false } = {},
): void {
  const host = request.headers.get('host') ?? '';
  if (!answersTo(hostName(host), settings))
    throw new RecollectError('host_not_allowed', {
      host: printable(host),
      allowed: [isLoopback(settings.host) ? settings.host : 'localhost', ...settings.allowedHosts].join(', '),
    });

  if (request.method === 'OPTIONS') return;
  const goes = request.headers.get('sec-fetch-mode') ?? 'navigate';
  if (links && goes === 'navigate' && SAFE_METHODS.has(request.method)) return;
  if (allowedOrigin(request.headers, settings.corsOrigins) !== null) return;
  const origin = request.headers.get('origin');
  if (origin !== null && originHost(origin) !== host.toLowerCase())
    throw new RecollectError('origin_not_allowed', { origin: printable(origin) });
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none')
    throw new RecollectError('origin_not_allowed', { origin: printable(origin ?? 'another site') });
}

function answersTo(name: string, { host, allowedHosts }: Pick<Config, 'host' | 'allowedHosts'>): boolean {
  if (isLoopback(name) || allowedHosts.includes(name.toLowerCase())) return true;
  return !isLoopback(host) && allowedHosts.length === 0;
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
