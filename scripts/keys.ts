import { Command } from 'commander';
import { config } from '@/lib/config';
import { RecollectError } from '@/lib/errors';
import { createApiKey, listApiKeys, revokeApiKey } from '@/lib/store/api-keys';
import { openStore, type Store } from '@/lib/store/open-store';
import type { Scope } from '@/lib/store/scopes';
import { keyLines } from './keys/print-keys';
import { parseExpiry, parseName, parseScopes } from './keys/options';
import { runCommand } from './support/run-command';

/** `npm run keys`: makes, lists and revokes the keys of the API. A running server knows of it at once. */
await runCommand(async () => {
  const program = new Command('npm run keys --').description('Makes, lists and revokes the keys of the API.');
  program
    .command('create')
    .description('makes a key and prints its secret, once')
    .argument('<name>', 'who or what it is for', parseName)
    .option('--scope <scopes>', 'search, ingest or admin, each with those before it', parseScopes, ['search'])
    .option(
      '--expires <when>',
      'how long it is valid (90d, 12h) or an ISO 8601 date (default: for ever)',
      (when: string) => parseExpiry(when),
    )
    .action((name: string, { scope, expires }: { scope: Scope[]; expires?: Date }) =>
      withStore((store) => {
        const { key, secret } = createApiKey(store, { name, scopes: scope, expiresAt: expires ?? null });
        console.log(keyLines([key]).join('\n'));
        console.log('\nThe secret, which is not shown again:\n');
        console.log(secret);
      }),
    );
  program
    .command('list')
    .description('every key, newest first, without its secret')
    .option('--json', 'print them as JSON', false)
    .action(({ json }: { json: boolean }) =>
      withStore((store) => {
        const keys = listApiKeys(store);
        console.log(json ? JSON.stringify(keys, null, 2) : keyLines(keys).join('\n'));
      }),
    );
  program
    .command('revoke')
    .description('ends a key for good')
    .argument('<id>', 'its id, as list shows it')
    .action((id: string) =>
      withStore((store) => {
        const key = revokeApiKey(store, id);
        if (key === null)
          throw new RecollectError('not_found', {
            what: `The key ${id}`,
            hint: 'npm run keys -- list shows those that there are.',
          });
        console.log(keyLines([key]).join('\n'));
      }),
    );
  await program.parseAsync();
});

async function withStore(work: (store: Store) => void): Promise<void> {
  const store = await openStore(config().databaseFile);
  try {
    work(store);
  } finally {
    await store.close();
  }
}
