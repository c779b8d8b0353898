import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inject } from 'vitest';
import { parseConfig, type Config } from '@/lib/config';
import { ensureMiniLm } from '@/lib/models/minilm';
import { writeTinyGpt } from '@/tests/generate/tiny-gpt';
import { addDocument, temporaryStore } from '@/tests/store/open-temporary';

/** A data folder with searchable documents, and a folder of local models. */
export interface Installation {
  env: Record<string, string>;
  config: Config;
  modelDir: string;
  /** The same with other variables. */
  with(env: Record<string, string>): Config;
}

/** Makes a database of three documents, one of them Chinese, and the models, and lends copies for breaking. */
export async function installations(): Promise<{ copy(): Installation; remove(): void }> {
  const base = mkdtempSync(path.join(tmpdir(), 'recollect-doctor-test-'));
  const gpt = path.join(base, 'gpt');
  await writeTinyGpt(gpt);
  const { dir: minilm, identity } = await ensureMiniLm(inject('compiledModels'));
  const made = await temporaryStore(identity);
  addDocument(made, { uri: 'tides.md', passages: ['The moon pulls the sea.', 'Water rises twice a day.'] });
  addDocument(made, { uri: 'bread.md', passages: ['A dough rests for a night.'] });
  addDocument(made, {
    uri: 'tea.md',
    passages: ['绿茶用八十度左右的水冲泡最好。'],
    metadata: { language: 'zh' },
  });
  await made.store.close();

  let copies = 0;
  return {
    copy() {
      const dataDir = path.join(base, `data-${(copies += 1)}`);
      const modelDir = path.join(base, `models-${copies}`);
      mkdirSync(dataDir);
      mkdirSync(modelDir);
      cpSync(made.file, path.join(dataDir, 'recollect.db'));
      const copied = path.join(dataDir, 'models', 'recollect', 'minilm');
      cpSync(minilm, copied, { recursive: true, preserveTimestamps: true });
      cpSync(gpt, path.join(modelDir, 'tiny', 'gpt'), { recursive: true });
      const env = { RECOLLECT_DATA_DIR: dataDir, MODEL_DIR: modelDir, GENERATION_MODEL: 'tiny/gpt' };
      return {
        env,
        config: parseConfig(env),
        modelDir,
        with: (other) => parseConfig({ ...env, ...other }),
      };
    },
    remove() {
      rmSync(made.folder, { recursive: true, force: true });
      rmSync(base, { recursive: true, force: true });
    },
  };
}
