import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseConfig } from '@/lib/config';
import { loadTokenCounter } from '@/lib/embed/token-counter';
import type { TokenCounter } from '@/lib/embed/types';
import { ensureEmbeddingModel } from '@/lib/models/embedding-model';

/** The bundled model's own token counter; the model is compiled into a folder that is gone afterwards. */
export async function realCounter(): Promise<{ counter: TokenCounter; maxTokens: number }> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'recollect-counter-'));
  try {
    const config = parseConfig({ RECOLLECT_DATA_DIR: dataDir });
    const { dir, identity } = await ensureEmbeddingModel({ config });
    return { counter: await loadTokenCounter(dir), maxTokens: identity.maxTokens };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
