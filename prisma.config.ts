import { existsSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'prisma/config';

// `prisma generate` is pure TypeScript and WASM, but the command line insists on a schema engine that it would
// download. Where it cannot, a stand-in that only exits with 1 lets it generate and can pretend nothing else.
const standIn = path.join(import.meta.dirname, 'prisma', 'no-schema-engine.sh');
if (!process.env.PRISMA_SCHEMA_ENGINE_BINARY && existsSync(standIn)) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY = standIn;
}

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  // Prisma cannot see full-text tables; without this, `db push` and `diff` would drop them.
  experimental: { externalTables: true },
  tables: {
    external: [
      'passages_fts',
      'passages_fts_config',
      'passages_fts_content',
      'passages_fts_data',
      'passages_fts_docsize',
      'passages_fts_idx',
    ],
  },
  datasource: { url: `file:${path.join(process.env.RECOLLECT_DATA_DIR ?? 'data', 'recollect.db')}` },
});
