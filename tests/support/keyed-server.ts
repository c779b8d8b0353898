import path from 'node:path';
import { inject } from 'vitest';
import { openStore } from '@/lib/store';
import { createApiKey } from '@/lib/store/api-keys';
import type { Scope } from '@/lib/store/scopes';
import { freePort, ready, script } from './web-server';

export interface KeyedServer {
  base: string;
  /** A key for every scope, one that nothing else uses, and one that has expired. */
  secrets: Record<Scope | 'spare' | 'expired', string>;
  stop: () => Promise<void>;
}

/** Another server beside the shared one, on its documents, that asks for keys. */
export async function startKeyedServer(settings: Record<string, string> = {}): Promise<KeyedServer> {
  const dataDir = inject('dataDir');
  const store = await openStore(path.join(dataDir, 'recollect.db'));
  const make = (scope: Scope, expiresAt: Date | null = null) =>
    createApiKey(store, { name: 'test', scopes: [scope], expiresAt }).secret;
  const secrets = {
    search: make('search'),
    ingest: make('ingest'),
    admin: make('admin'),
    spare: make('search'),
    expired: make('admin', new Date(0)),
  };
  await store.close();
  const port = await freePort();
  const server = script(['start'], {
    ...process.env,
    RECOLLECT_DATA_DIR: dataDir,
    RECOLLECT_REQUIRE_KEY: '1',
    RECOLLECT_ALLOWED_HOSTS: 'search.example',
    RECOLLECT_CORS_ORIGINS: 'https://app.example',
    RECOLLECT_RATE_LIMIT: '300',
    RECOLLECT_SEARCH_PERMITS: '1',
    RECOLLECT_SEARCH_QUEUE: '2',
    HOST: '127.0.0.1',
    PORT: String(port),
    LOG_LEVEL: 'warn',
    NODE_ENV: 'production',
    ...settings,
  });
  const base = `http://127.0.0.1:${port}`;
  await ready(server, `${base}/api/v1/health`);
  return {
    base,
    secrets,
    async stop() {
      const ended = new Promise((resolve) => server.once('close', resolve));
      server.kill('SIGINT');
      await ended;
    },
  };
}
