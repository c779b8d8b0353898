import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '@/lib/config';
import { createKeeper } from '@/lib/index/keeper';
import { ensureMiniLm } from '@/lib/models/minilm';
import { openStore, type Store } from '@/lib/store';
import { checkContents } from '@/scripts/doctor/contents';
import { checkDatabase } from '@/scripts/doctor/database';
import { checkEmbeddingModel } from '@/scripts/doctor/embedding-model';
import { checkEverything, named } from '@/scripts/doctor/check-everything';
import { checkGenerationModel } from '@/scripts/doctor/generation-model';
import { checkIndexSnapshot } from '@/scripts/doctor/index-snapshot';
import { checkLanguages } from '@/scripts/doctor/languages';
import { exitStatus } from '@/scripts/doctor/print-findings';
import type { Finding, NamedFinding } from '@/scripts/doctor/types';
import { installations, type Installation } from './installation';

let lent: Awaited<ReturnType<typeof installations>>;
beforeAll(async () => {
  lent = await installations();
});
afterAll(() => lent.remove());

const embeddingModel = (config: Config) => named('Embedding model', () => checkEmbeddingModel(config));
const generationModel = (config: Config) => named('Generation model', () => checkGenerationModel(config));
const database = (config: Config) =>
  named('Database', async () => {
    const { findings, store } = await checkDatabase(config.databaseFile);
    await store?.close();
    return findings;
  });

/** Findings of a check that is given the open database. */
async function storeFindings(
  { databaseFile }: Config,
  check: (store: Store) => Finding[] | Promise<Finding[]>,
): Promise<NamedFinding[]> {
  const store = await openStore(databaseFile, { readonly: true });
  return named('it', async () => check(store)).finally(() => store.close());
}

/** Changes a byte and nothing that a listing of the folder would show. */
function flipByte(file: string): void {
  const { atime, mtime } = statSync(file);
  const bytes = readFileSync(file);
  bytes[1000] = (bytes[1000] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  utimesSync(file, atime, mtime);
}

const sha256 = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
const minilmOf = ({ config }: Installation) => path.join(config.compiledModelsDir, 'recollect', 'minilm');
const WEIGHTS = path.join('onnx', 'model_quantized.onnx');

describe('an installation that is whole', () => {
  it('fails in nothing, and tells the share that the encoder cannot read', async () => {
    const findings = await checkEverything(lent.copy().config);
    expect(exitStatus(findings)).toBe(0);
    expect(findings.filter(({ state }) => state === 'failed')).toEqual([]);
    const languages = findings.find(({ check }) => check === 'Languages');
    expect(languages).toMatchObject({ state: 'warning', says: expect.stringMatching(/^33 % .*zh 1/) });
    expect(languages?.mend).toContain('multilingual');
  });

  it('of an encoder for many languages has nothing to tell of languages', async () => {
    const copy = lent.copy();
    const name = 'acme/multilingual-small';
    cpSync(minilmOf(copy), path.join(copy.modelDir, name), { recursive: true });
    const config = copy.with({ EMBEDDING_MODEL: name });
    const [finding] = await storeFindings(config, (store) => checkLanguages(store, config));
    expect(finding).toMatchObject({ state: 'ok' });
  });
});

describe('the embedding model', () => {
  it('with one changed bit in its weights is found out, and mended as told', async () => {
    const copy = lent.copy();
    const dir = minilmOf(copy);
    flipByte(path.join(dir, WEIGHTS));
    const findings = await embeddingModel(copy.config);
    const mend = `Run: rm -r "${dir}" && npm run setup`;
    expect(findings).toMatchObject([{ state: 'failed', code: 'model_file_damaged', path: dir, mend }]);
    expect(exitStatus(findings)).toBe(78);
    rmSync(dir, { recursive: true });
    await ensureMiniLm(copy.config.compiledModelsDir);
    expect(await embeddingModel(copy.config)).toMatchObject([{ state: 'ok' }]);
  });

  it('that is not compiled yet is told, and is not compiled by looking', async () => {
    const copy = lent.copy();
    rmSync(copy.config.compiledModelsDir, { recursive: true });
    const findings = await checkEverything(copy.config);
    expect(findings.find(({ check }) => check === 'Embedding model')).toMatchObject({
      state: 'warning',
      mend: 'Run: npm run setup',
    });
    expect(findings.find(({ check }) => check === 'Vectors')).toMatchObject({ state: 'ok' });
    expect(existsSync(copy.config.compiledModelsDir)).toBe(false);
  });

  it('that is nowhere is named with the places and the way to get it, and is not fetched', async () => {
    const config = lent.copy().with({ EMBEDDING_MODEL: 'acme/nothing', ALLOW_DOWNLOAD: '1' });
    const [finding] = await embeddingModel(config);
    expect(finding).toMatchObject({ state: 'failed', code: 'model_not_found' });
    expect(finding?.says).toContain(path.join(config.compiledModelsDir, 'acme/nothing'));
    expect(finding?.mend).toContain('ALLOW_DOWNLOAD=1 npm run setup');
  });

  it('of a local folder is held against its SHA256SUMS, to the bit', async () => {
    const copy = lent.copy();
    const dir = path.join(copy.modelDir, 'mine', 'encoder');
    cpSync(minilmOf(copy), dir, { recursive: true });
    const config = copy.with({ EMBEDDING_MODEL: 'mine/encoder' });
    expect(await embeddingModel(config)).toMatchObject([{ state: 'warning', path: dir }]);
    const weights = path.join(dir, WEIGHTS);
    writeFileSync(path.join(dir, 'SHA256SUMS'), `${sha256(weights)}  ${WEIGHTS}\n`);
    expect(await embeddingModel(config)).toMatchObject([{ state: 'ok' }]);
    flipByte(weights);
    expect(await embeddingModel(config)).toMatchObject([
      { state: 'failed', code: 'model_file_damaged', path: weights },
    ]);
  });

  it('other than the one that made the vectors is refused with the command that embeds again', async () => {
    const copy = lent.copy();
    const dir = path.join(copy.modelDir, 'mine', 'other');
    cpSync(minilmOf(copy), dir, { recursive: true });
    writeFileSync(path.join(dir, 'sentence_bert_config.json'), '{"max_seq_length": 64}');
    const findings = await checkEverything(copy.with({ EMBEDDING_MODEL: 'mine/other' }));
    const vectors = findings.find(({ check }) => check === 'Vectors');
    expect(vectors).toMatchObject({ state: 'failed', code: 'model_mismatch' });
    expect(vectors?.says).toContain('npm run ingest -- --reembed');
    expect(exitStatus(findings)).toBe(78);
  });
});

describe('the generation model', () => {
  it('with a changed bit is found out', async () => {
    const copy = lent.copy();
    const dir = path.join(copy.modelDir, 'tiny', 'gpt');
    const weights = path.join(dir, WEIGHTS);
    writeFileSync(path.join(dir, 'SHA256SUMS'), `${sha256(weights)}  ${WEIGHTS}\n`);
    expect(await generationModel(copy.config)).toMatchObject([{ state: 'ok' }]);
    flipByte(weights);
    expect(await generationModel(copy.config)).toMatchObject([
      { state: 'failed', code: 'model_file_damaged', path: weights, mend: expect.stringContaining(dir) },
    ]);
  });

  it('without weights is missing, not fetched', async () => {
    const copy = lent.copy();
    rmSync(path.join(copy.modelDir, 'tiny', 'gpt', WEIGHTS));
    const [finding] = await generationModel(copy.with({ ALLOW_DOWNLOAD: '1' }));
    expect(finding).toMatchObject({ state: 'failed', code: 'model_not_found' });
  });
});

describe('the database', () => {
  const change = (config: Config, sql: string) => {
    const db = new Database(config.databaseFile);
    db.exec(sql);
    db.close();
  };

  it('that is not there yet is no failure', async () => {
    const { config } = lent.copy();
    rmSync(config.databaseFile);
    const findings = await database(config);
    expect(findings).toMatchObject([{ state: 'warning', path: config.databaseFile }]);
    expect(exitStatus(findings)).toBe(0);
    expect(existsSync(config.databaseFile)).toBe(false);
  });

  it.each([
    ['a damaged first page', (config: Config) => writeFileSync(config.databaseFile, 'x'.repeat(5000)), 74],
    [
      'a migration of a later version',
      (config: Config) =>
        change(
          config,
          `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name) VALUES ('9', '9', 1, '29990101000000_later')`,
        ),
      78,
    ],
    ['no migrations', (config: Config) => change(config, 'DELETE FROM _prisma_migrations'), 74],
  ])('with %s is named, with its exit status', async (_name, breakIt, status) => {
    const { config } = lent.copy();
    breakIt(config);
    const findings = await database(config);
    expect(findings).toMatchObject([{ state: 'failed', path: config.databaseFile }]);
    expect(exitStatus(findings)).toBe(status);
  });

  it('that cannot be opened leaves the other checks to run', async () => {
    const { config } = lent.copy();
    writeFileSync(config.databaseFile, 'x'.repeat(5000));
    const findings = await checkEverything(config);
    const states = Object.fromEntries(findings.map(({ check, state }) => [check, state]));
    expect(states).toMatchObject({ 'Embedding model': 'ok', Database: 'failed' });
    expect(states).not.toHaveProperty('Contents');
  });

  it('whose parts disagree says which', async () => {
    const { config } = lent.copy();
    change(
      config,
      'UPDATE vectors SET data = zeroblob(length(data)) WHERE id = (SELECT min(id) FROM vectors)',
    );
    change(config, 'DELETE FROM passages_fts WHERE rowid = (SELECT min(id) FROM passages)');
    const findings = await storeFindings(config, checkContents);
    expect(findings.map(({ says }) => says).sort()).toEqual([
      expect.stringMatching(/^1 passages without words in the text index/),
      expect.stringMatching(/^1 vectors of the wrong length or not of norm 1/),
    ]);
    expect(exitStatus(findings)).toBe(74);
  });
});

describe('the index snapshot', () => {
  it('is missing, then usable, then damaged: told each time, and never thrown away by looking', async () => {
    const config = lent.copy().with({ EXACT_SCAN_LIMIT: '2' });
    const snapshot = () => storeFindings(config, (store) => checkIndexSnapshot(store, config));
    expect(await snapshot()).toMatchObject([
      { state: 'warning', says: expect.stringContaining('no snapshot') },
    ]);
    await writeSnapshot(config);
    expect(await snapshot()).toMatchObject([{ state: 'ok' }]);
    const manifest = path.join(config.indexDir, 'manifest.json');
    const { file } = JSON.parse(readFileSync(manifest, 'utf8')) as { file: string };
    flipByte(path.join(config.indexDir, file));
    expect(await snapshot()).toMatchObject([
      { state: 'warning', says: expect.stringContaining('not the one that was written') },
    ]);
    expect(existsSync(manifest)).toBe(true);
  });

  async function writeSnapshot(config: Config): Promise<void> {
    const store = await openStore(config.databaseFile, { readonly: true });
    const keeper = createKeeper({ dir: config.indexDir, limit: config.exactScanLimit, live: () => [] });
    const { index } = keeper.current(store);
    while (!index.graph || index.pending > 0) await new Promise((resolve) => setImmediate(resolve));
    await keeper.close();
    await store.close();
  }
});
