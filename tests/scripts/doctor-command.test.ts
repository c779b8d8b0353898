import { afterAll, beforeAll, expect, it } from 'vitest';
import { script } from '@/tests/support/web-server';
import { installations } from './installation';

let lent: Awaited<ReturnType<typeof installations>>;
beforeAll(async () => {
  lent = await installations();
});
afterAll(() => lent.remove());

/** Runs `npm run doctor -- …` without npm. */
async function doctor(parameters: string[], env: Record<string, string>) {
  const child = script(['doctor', ...parameters], { ...process.env, ...env } as NodeJS.ProcessEnv);
  const said: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => said.push(chunk));
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, said: Buffer.concat(said).toString() };
}

it('ends with the status of the first failure, which --json tells too', async () => {
  const env = { ...lent.copy().env, EMBEDDING_MODEL: 'acme/nothing' };
  const { status, said } = await doctor(['--json'], env);
  const report = JSON.parse(said) as {
    ok: boolean;
    exit: number;
    findings: { check: string; code?: string }[];
  };
  expect(report).toMatchObject({ ok: false, exit: 78 });
  expect(report.findings).toContainEqual(
    expect.objectContaining({ check: 'Embedding model', state: 'failed', code: 'model_not_found' }),
  );
  expect(status).toBe(78);
});

it('recall compares the graph with the exact scan', async () => {
  const env = { ...lent.copy().env, EXACT_SCAN_LIMIT: '1' };
  const { status, said } = await doctor(['--json', 'recall', '-k', '2', '--sample', '3'], env);
  expect(JSON.parse(said)).toMatchObject({
    k: 2,
    sample: 3,
    byEf: expect.arrayContaining([{ ef: 32, recall: 1, low: 1, high: 1, medianMs: expect.any(Number) }]),
  });
  expect(status).toBe(0);
});
