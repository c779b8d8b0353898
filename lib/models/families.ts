import type { ModelIdentity } from './identity';

/** What cannot be read from a model's files in transformers.js layout: how its authors pool and prompt it. */
export type Family = Pick<ModelIdentity, 'pooling' | 'prefixes'>;

const NO_PREFIXES = { query: '', passage: '' };
const BGE_ENGLISH = { query: 'Represent this sentence for searching relevant passages: ', passage: '' };

/** First match wins. Sources: the model cards of the families named. */
const FAMILIES: readonly (Family & { name: RegExp })[] = [
  { name: /bge-m3/i, pooling: 'cls', prefixes: NO_PREFIXES },
  {
    name: /bge-.*-zh/i,
    pooling: 'cls',
    prefixes: { query: '为这个句子生成表示以用于检索相关文章：', passage: '' },
  },
  { name: /bge-.*-en|mxbai-embed|arctic-embed/i, pooling: 'cls', prefixes: BGE_ENGLISH },
  { name: /(^|[/-])e5-/i, pooling: 'mean', prefixes: { query: 'query: ', passage: 'passage: ' } },
  { name: /gte-.*(v1\.5|multilingual)/i, pooling: 'cls', prefixes: NO_PREFIXES },
  { name: /gte-(small|base|large)|MiniLM|mpnet/i, pooling: 'mean', prefixes: NO_PREFIXES },
];

/** Mean pooling without prefixes is what most sentence encoders want, so it stands in for unknown names. */
export function familyOf(modelName: string): Family {
  const { pooling, prefixes } = FAMILIES.find(({ name }) => name.test(modelName)) ?? {
    pooling: 'mean' as const,
    prefixes: NO_PREFIXES,
  };
  return { pooling, prefixes };
}
