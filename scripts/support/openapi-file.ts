import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { openapiDocument } from '@/lib/api/openapi/document';
import { VERSION } from '@/lib/version';
import { projectRoot } from './project-root';

/** What docs/openapi.json should hold. */
export async function openapiFile(): Promise<string> {
  const options = await resolveConfig(path.join(projectRoot, 'docs', 'openapi.json'));
  return format(JSON.stringify(openapiDocument(VERSION)), { ...options, parser: 'json' });
}
