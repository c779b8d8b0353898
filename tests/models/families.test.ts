import { expect, it } from 'vitest';
import { familyOf } from '@/lib/models/families';

const BGE = 'Represent this sentence for searching relevant passages: ';

// Facts from the model cards.
it.each([
  ['Xenova/all-MiniLM-L6-v2', 'mean', ''],
  ['Xenova/paraphrase-multilingual-MiniLM-L12-v2', 'mean', ''],
  ['Xenova/all-mpnet-base-v2', 'mean', ''],
  ['Xenova/bge-small-en-v1.5', 'cls', BGE],
  ['BAAI/bge-base-zh-v1.5', 'cls', '为这个句子生成表示以用于检索相关文章：'],
  ['Xenova/bge-m3', 'cls', ''],
  ['intfloat/e5-small-v2', 'mean', 'query: '],
  ['Xenova/multilingual-e5-small', 'mean', 'query: '],
  ['Xenova/gte-small', 'mean', ''],
  ['Alibaba-NLP/gte-base-en-v1.5', 'cls', ''],
  ['someone/unknown', 'mean', ''],
])('%s pools by %s with query prefix "%s"', (name, pooling, query) => {
  expect(familyOf(name)).toMatchObject({ pooling, prefixes: { query } });
});
