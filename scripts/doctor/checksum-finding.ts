import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ErrorDetails } from '@/lib/errors';
import { CHECKSUMS_NAME } from '@/lib/models/checksums';
import { finding, ok, type Finding } from './types';

/**
 * About a model folder in which nothing was found wrong.
 *
 * @param details which model it is
 */
export function checksumFinding(
  kind: 'embedding_model' | 'generation_model',
  details: ErrorDetails,
  dir: string,
): Finding {
  if (existsSync(path.join(dir, CHECKSUMS_NAME))) return ok(kind, details);
  const unchecked = { ...details, dir, checksums: CHECKSUMS_NAME };
  return finding('warning', `${kind}_unchecked`, unchecked, { path: dir });
}
