import { inject } from 'vitest';
import { loadTokenCounter } from '@/lib/embed/token-counter';
import type { TokenCounter } from '@/lib/embed/types';
import { ensureMiniLm } from '@/lib/models/minilm';

/** The bundled model's own token counter. */
export async function realCounter(): Promise<{ counter: TokenCounter; maxTokens: number }> {
  const { dir, identity } = await ensureMiniLm(inject('compiledModels'));
  return { counter: await loadTokenCounter(dir), maxTokens: identity.maxTokens };
}
