import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { config } from '@/lib/config';
import { createEmbedder } from '@/lib/embed/embedder';
import { RecollectError } from '@/lib/errors';
import { evaluateStsFile, type StsResult } from '@/lib/eval/evaluate-sts';

/** `npm run evaluate -- sts FILE…` */
export async function evaluateSts(files: readonly string[], { json }: { json?: string }): Promise<void> {
  const missing = files.find((file) => !existsSync(file));
  if (missing !== undefined) throw new RecollectError('file_not_found', { path: missing });
  const embedder = await createEmbedder(config());
  const results: (StsResult & { name: string })[] = [];
  try {
    for (const file of files)
      results.push({ name: path.basename(file), ...(await evaluateStsFile(embedder, file)) });
  } finally {
    await embedder.close();
  }
  console.log(
    [
      '| pairs of texts | number | Spearman |',
      '| --- | --- | --- |',
      ...results.map(({ name, pairs, spearman }) => `| ${name} | ${pairs} | ${spearman.toFixed(4)} |`),
    ].join('\n'),
  );
  if (json !== undefined) await writeFile(json, `${JSON.stringify(results, null, 2)}\n`);
}
