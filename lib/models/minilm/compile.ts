import { z } from 'zod';
import { MINILM } from './architecture';
import { buildMiniLmGraph } from './encoder-graph';
import type { SourceFiles } from './source';
import { readTfjsWeights } from './tfjs-weights';
import { MiniLmWeights } from './weights';

/** Raise it when the files below change: compiled folders of an older version are then made again. */
export const COMPILER_VERSION = 2;

/** File name (in transformers.js layout) to content. */
export type CompiledFiles = Readonly<Record<string, Buffer | string>>;

const tokenizerSchema = z.looseObject({ truncation: z.unknown(), padding: z.unknown() });
const tokenizerConfigSchema = z.looseObject({ tokenizer_class: z.string() });

/** Turns the package's files into the folder that transformers.js loads; the same input gives the same bytes. */
export function compileMiniLm(source: SourceFiles): CompiledFiles {
  const weights = new MiniLmWeights(readTfjsWeights(source.manifest.toString('utf8'), source.weights));
  return {
    'config.json': json({
      _name_or_path: 'sentence-transformers/all-MiniLM-L6-v2',
      architectures: ['BertModel'],
      model_type: 'bert',
      hidden_act: 'gelu',
      hidden_size: MINILM.hidden,
      intermediate_size: MINILM.feedForward,
      layer_norm_eps: MINILM.layerNormEpsilon,
      max_position_embeddings: MINILM.positions,
      num_attention_heads: MINILM.heads,
      num_hidden_layers: MINILM.layers,
      pad_token_id: 0,
      position_embedding_type: 'absolute',
      type_vocab_size: 2,
      vocab_size: MINILM.vocabulary,
    }),
    'tokenizer.json': json(clearFixedLength(source.tokenizer)),
    'tokenizer_config.json': json({
      ...tokenizerConfigSchema.parse(JSON.parse(source.tokenizerConfig.toString('utf8'))),
      model_max_length: MINILM.maxTokens,
    }),
    'onnx/model_quantized.onnx': buildMiniLmGraph(weights),
  };
}

/** As shipped, the tokeniser cuts at 128 tokens and pads to 128: half a passage lost, every short text dear. */
function clearFixedLength(tokenizer: Buffer): unknown {
  return { ...tokenizerSchema.parse(JSON.parse(tokenizer.toString('utf8'))), truncation: null, padding: null };
}

function json(value: unknown): string {
  return JSON.stringify(value);
}
