import path from 'node:path';
import { compressStatic } from './support/compress-static';
import { projectRoot } from './support/project-root';

/** The end of `npm run build`: brotli forms of what browsers load. */
await compressStatic(path.join(projectRoot, '.next'));
