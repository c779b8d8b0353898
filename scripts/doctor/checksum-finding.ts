import { existsSync } from 'node:fs';
import path from 'node:path';
import { CHECKSUMS_NAME } from '@/lib/models/checksums';
import { ok, type Finding } from './types';

/**
 * About a model folder in which nothing was found wrong.
 *
 * @param says which model it is, without a full stop
 */
export function checksumFinding(says: string, dir: string): Finding {
  if (existsSync(path.join(dir, CHECKSUMS_NAME))) return ok(`${says}, every file as it should be`);
  return {
    state: 'warning',
    says: `${says}, but its files cannot be checked: the folder has no ${CHECKSUMS_NAME}.`,
    path: dir,
    mend: `When you trust them, run: cd "${dir}" && find . -type f ! -name ${CHECKSUMS_NAME} -exec sha256sum {} + > ${CHECKSUMS_NAME}`,
  };
}
