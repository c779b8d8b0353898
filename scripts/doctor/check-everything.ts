import type { Config } from '@/lib/config';
import { asRecollectError } from '@/lib/errors';
import type { Store } from '@/lib/store';
import { checkContents } from './contents';
import { checkDatabase } from './database';
import { checkDiskSpace } from './disk-space';
import { checkEmbeddingModel } from './embedding-model';
import { checkGenerationModel } from './generation-model';
import { checkIndexSnapshot } from './index-snapshot';
import { checkLanguages } from './languages';
import { finding, type Finding, type NamedFinding } from './types';
import { checkVectors } from './vectors';

/** Runs every check that needs the native modules, one after another, whatever the ones before found. */
export async function checkEverything(config: Config): Promise<NamedFinding[]> {
  const embedding = await named('Embedding model', () => checkEmbeddingModel(config));
  const found = [
    ...embedding,
    ...(await named('Generation model', () => checkGenerationModel(config))),
    ...(await named('Disk', () => checkDiskSpace(config))),
  ];
  let store: Store | null = null;
  found.push(
    ...(await named('Database', async () => {
      const opened = await checkDatabase(config.databaseFile);
      store = opened.store;
      return opened.findings;
    })),
  );
  const modelIsThere = embedding.every(
    ({ state, kind }) => state !== 'failed' && kind !== 'model_not_compiled',
  );
  return [...found, ...(store ? await checkStore(store, config, modelIsThere) : [])];
}

async function checkStore(store: Store, config: Config, modelIsThere: boolean): Promise<NamedFinding[]> {
  try {
    return [
      ...(await named('Contents', async () => checkContents(store))),
      ...(await named('Vectors', () => checkVectors(store, config, modelIsThere))),
      ...(await named('Index snapshot', async () => checkIndexSnapshot(store, config))),
      ...(await named('Languages', () => checkLanguages(store, config))),
    ];
  } finally {
    await store.close();
  }
}

/** The findings of one check under its name; what it throws is one. */
export async function named(check: string, run: () => Promise<Finding[]>): Promise<NamedFinding[]> {
  try {
    const findings = await run();
    return findings.map((found) => ({ check, ...found }));
  } catch (thrown) {
    const error = asRecollectError(thrown);
    const { code, message, details } = error.reason;
    if (code === 'internal')
      return [{ check, ...finding('failed', 'unexpected', { reason: String(thrown) }, { code }) }];
    const { path, place, hint } = error.details;
    const where = path ?? place;
    return [
      {
        check,
        state: 'failed',
        says: message,
        ...(where === undefined ? {} : { path: String(where) }),
        ...(hint === undefined ? {} : { mend: String(hint) }),
        details,
        code,
      },
    ];
  }
}
