import { defineConfig } from 'vitest/config';
import { fileURLToPath } from 'node:url';

/** Tests that need the production server: built, filled and started once for all of them. */
const WEB = [
  'tests/api/http.test.ts',
  'tests/api/start.test.ts',
  'tests/api/missing-generator.test.ts',
  'tests/api/broken-database.test.ts',
  'tests/api/similar.test.ts',
  'tests/api/explain.test.ts',
  'tests/api/stats.test.ts',
  'tests/api/uploads.test.ts',
  'tests/api/contract.test.ts',
  'tests/api/direct-routes.test.ts',
  'tests/api/compression.test.ts',
  'tests/api/client.test.ts',
  'tests/api/curl.test.ts',
  'tests/api/batch-and-deletion.test.ts',
  'tests/api/fuzz.test.ts',
  'tests/api/keys.test.ts',
  'tests/e2e/**/*.test.ts',
];

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    pool: 'forks',
    // Two cores: more files at once only make each other time out.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: WEB,
          globalSetup: ['tests/support/compiled-models.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'web',
          include: WEB,
          globalSetup: ['tests/support/compiled-models.ts', 'tests/support/web-server.ts'],
          // What a page shows comes when it comes; the second that is usual is too short for a busy machine.
          expect: { poll: { timeout: 15_000 } },
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
