import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../support/project-root';
import { finding, ok, type Finding } from './types';

const packageSchema = z.object({
  engines: z.object({ node: z.string().regex(/^>=\d+\.\d+(\.\d+)?$/, 'must be >=MAJOR.MINOR') }),
});

/** Whether this Node.js is as new as package.json asks for. @param version as process.versions.node */
export async function checkNodeVersion(version: string): Promise<Finding[]> {
  const text = readFileSync(path.join(projectRoot, 'package.json'), 'utf8');
  const wanted = packageSchema.parse(JSON.parse(text)).engines.node.slice('>='.length);
  if (!isOlder(version, wanted)) return [ok('node', { version })];
  return [finding('failed', 'node_too_old', { version, wanted }, { code: 'platform_unsuitable' })];
}

function isOlder(version: string, wanted: string): boolean {
  const parts = (text: string) => text.split('.').map(Number);
  const [own, least] = [parts(version), parts(wanted)];
  const at = least.findIndex((part, index) => part !== (own[index] ?? 0));
  return at >= 0 && (own[at] ?? 0) < (least[at] ?? 0);
}
