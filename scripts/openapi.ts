import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openapiFile } from './support/openapi-file';
import { projectRoot } from './support/project-root';
import { runCommand } from './support/run-command';

/** `npm run openapi`: writes docs/openapi.json anew. A test fails when that was forgotten. */
await runCommand(async () => {
  const file = path.join(projectRoot, 'docs', 'openapi.json');
  await writeFile(file, await openapiFile());
  console.log('docs/openapi.json is as the code is');
});
