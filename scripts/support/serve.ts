import { createServer, type Server, type ServerResponse } from 'node:http';
import { existsSync } from 'node:fs';
import path from 'node:path';
import compression from 'compression';
import { ADDRESS_HEADER } from '@/lib/api/caller-address';
import type { Config } from '@/lib/config';
import { asRecollectError, RecollectError } from '@/lib/errors';
import { closeRuntime, runtime } from '@/lib/runtime';
import { HEADERS } from '@/next.config.js';
import { directRoutes } from './direct-routes';
import { patientServer } from './patient-server';
import { projectRoot } from './project-root';
import { staticFiles } from './static-files';

/**
 * Serves the production build until it is closed.
 *
 * @returns once the server accepts connections
 * @throws RecollectError `not_built`, `port_in_use`, `cannot_listen`
 */
export async function serve(config: Pick<Config, 'host' | 'port'>): Promise<{
  url: string;
  close: () => Promise<void>;
}> {
  const build = path.join(projectRoot, '.next');
  if (!existsSync(path.join(build, 'BUILD_ID'))) throw new RecollectError('not_built', { path: build });

  const server = patientServer();
  await listen(server, config);
  const preparing = prepareNext(server, config);
  const files = staticFiles(build, HEADERS);
  const direct = directRoutes(HEADERS);
  const compress = compression({ filter: (_request, response) => isWorthPressing(response) });
  // Connections are taken from here on: a request that comes before Next.js is ready waits for it.
  server.on('request', (request, response) => {
    request.headers[ADDRESS_HEADER] = request.socket.remoteAddress ?? '';
    preparing.then(
      (app) =>
        // Typed for Express, of whose requests it uses what Node's have.
        compress(request as Parameters<typeof compress>[0], response as Parameters<typeof compress>[1], () =>
          files(request, response, () =>
            direct(request, response, () => void app.getRequestHandler()(request, response)),
          ),
        ),
      () => response.destroy(),
    );
  });
  const app = await preparing;
  // What the first request would wait for is loaded now, and jobs that were interrupted go on. What fails is told by
  // that request, and by /api/v1/health.
  let closing = false;
  runtime()
    .then(({ retriever }) => retriever.load())
    .catch((thrown: unknown) => {
      if (!closing) console.error(`Not ready yet: ${asRecollectError(thrown).message}`);
    });

  return {
    url: urlOf(config),
    async close() {
      closing = true;
      server.close();
      server.closeAllConnections();
      await app.close();
      await closeRuntime();
    },
  };
}

/** Text is; a stream of events is not, for what is pressed comes in larger pieces than it was sent. */
function isWorthPressing(response: ServerResponse): boolean {
  const type = String(response.getHeader('content-type') ?? '');
  return /^(?:text\/(?!event-stream)|application\/(?:[\w.-]+\+)?json|image\/svg)/.test(type);
}

async function prepareNext(server: Server, { host, port }: Pick<Config, 'host' | 'port'>) {
  // Next.js decides at import whether it is in production.
  Object.assign(process.env, { NODE_ENV: 'production' });
  const { default: next } = await import('next');
  const app = next({ dev: false, dir: projectRoot, hostname: host, port, httpServer: server });
  await app.prepare();
  return app;
}

/** Fails now, not after minutes of preparation, when the address cannot be had. @throws as serve */
export async function checkAddress(config: Pick<Config, 'host' | 'port'>): Promise<void> {
  const server = createServer();
  await listen(server, config);
  await new Promise((resolve) => server.close(resolve));
}

export function urlOf({ host, port }: Pick<Config, 'host' | 'port'>): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

async function listen(server: Server, { host, port }: Pick<Config, 'host' | 'port'>): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const error =
        cause.code === 'EADDRINUSE'
          ? new RecollectError('port_in_use', { host, port, other: port + 1 }, { cause })
          : new RecollectError('cannot_listen', { host, port, reason: cause.message }, { cause });
      reject(error);
    });
    server.listen(port, host, resolve);
  });
  server.removeAllListeners('error');
}
