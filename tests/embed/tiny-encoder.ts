import { cp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ModelIdentity } from '@/lib/models/identity';
import { GraphBuilder } from '@/lib/models/onnx/graph-builder';
import { float32 } from '@/lib/models/onnx/tensor';

const VOCABULARY = 30_522;

/**
 * Writes an encoder without layers, [tokens] → [tokens, 4], whose numbers can be foretold: real tokeniser, real ONNX
 * session, but the vector of a token is simply its row in a table.
 *
 * @param minilm compiled MiniLM, whose tokeniser it takes
 * @param rows vectors by token id; all others are [0, 0, 0, 0]
 */
export async function writeTinyEncoder(
  minilm: string,
  dir: string,
  rows: Readonly<Record<number, readonly number[]>>,
  about: Partial<ModelIdentity> = {},
): Promise<ModelIdentity> {
  const table = new Float32Array(VOCABULARY * 4);
  for (const [id, row] of Object.entries(rows)) table.set(row, Number(id) * 4);
  const graph = new GraphBuilder('tiny');
  const ids = graph.input('input_ids', 'int64', ['batch', 'tokens']);
  graph.input('attention_mask', 'int64', ['batch', 'tokens']);
  const vectors = graph.node('Gather', [graph.constant(float32(table, [VOCABULARY, 4])), ids]);
  graph.output('last_hidden_state', vectors, 'float32', ['batch', 'tokens', 4]);
  await cp(minilm, dir, { recursive: true });
  await writeFile(path.join(dir, 'onnx', 'model_quantized.onnx'), graph.encode('test'));
  return {
    id: 'tiny',
    revision: 'test',
    files: {},
    dimension: 4,
    pooling: 'mean',
    prefixes: { query: '', passage: '' },
    maxTokens: 8,
    quantisation: 'int8',
    ...about,
  };
}
