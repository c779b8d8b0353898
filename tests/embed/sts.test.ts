import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, inject, it } from 'vitest';
import { createEncoder } from '@/lib/embed/encoder';
import { ensureMiniLm } from '@/lib/models/minilm';
import { spearman } from '@/lib/eval/spearman';

/** STS Benchmark, development part: two sentences and how similar people find them (0 to 5), tab-separated. */
const FILE = path.resolve('../shared/eval/sts/stsb-en-dev.tsv');

it('spearman knows ties and direction', () => {
  expect(spearman([1, 2, 3, 4], [10, 20, 30, 40])).toBeCloseTo(1);
  expect(spearman([1, 2, 3, 4], [4, 3, 2, 1])).toBeCloseTo(-1);
  expect(spearman([1, 2, 2, 3], [1, 2, 3, 4])).toBeCloseTo(0.9487, 4);
});

// With all matrix products in float32, the same weights reach 0.8670; in 8 bits 0.8663 was measured.
it.skipIf(!existsSync(FILE))(
  'ranks the pairs of the STS Benchmark as the float32 model does',
  { timeout: 120_000 },
  async () => {
    const { dir, identity } = await ensureMiniLm(inject('compiledModels'));
    const encoder = await createEncoder(dir, identity, 2);
    const rows = (await readFile(FILE, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => line.split('\t'));
    const left = await encoder.embed(
      rows.map(([text = '']) => text),
      'passage',
    );
    const right = await encoder.embed(
      rows.map(([, text = '']) => text),
      'passage',
    );
    const similarity = left.map((vector, row) =>
      vector.reduce((sum, value, axis) => sum + value * (right[row]?.[axis] ?? 0), 0),
    );
    expect(rows.length).toBe(1500);
    expect(
      spearman(
        similarity,
        rows.map(([, , score]) => Number(score)),
      ),
    ).toBeGreaterThan(0.864);
  },
);
