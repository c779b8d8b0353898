import next from 'eslint-config-next/core-web-vitals';
import typescript from 'eslint-config-next/typescript';

// docs/architecture.md: layer of every folder of lib/, bottom first. A folder may import only lower layers,
// its own files, and the exceptions named here.
const LAYERS = [
  ['error-table', 'errors', 'config', 'text', 'statistics'],
  ['store', 'models', 'inference', 'child-process'],
  ['chunk', 'embed', 'generate', 'index'],
  ['ingest', 'jobs', 'search', 'map', 'summarize', 'eval', 'examination'],
  ['runtime'],
  ['api', 'client'],
];
const ALLOWED_SIDEWAYS = {
  errors: ['error-table'],
  config: ['errors'],
  text: ['errors'],
  // For models/identity: what a stored vector must agree with.
  store: ['models'],
  models: ['inference'],
  // A query is embedded in the thread that searches for it.
  index: ['embed'],
  jobs: ['ingest'],
  // Stop words; where a question lies is where its hits lie.
  map: ['search'],
  summarize: ['search'],
  eval: ['ingest', 'search', 'summarize'],
  client: ['api'],
};

const importRules = LAYERS.flatMap((folders, layer) =>
  folders.map((folder) => {
    const forbidden = LAYERS.slice(layer)
      .flat()
      .filter((other) => other !== folder && !(ALLOWED_SIDEWAYS[folder] ?? []).includes(other));
    return {
      files: [`lib/${folder}/**`, `lib/${folder}.ts`],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                group: [
                  ...forbidden.flatMap((other) => [`@/lib/${other}`, `@/lib/${other}/**`]),
                  '@/app/**',
                  '@/components/**',
                  '@/scripts/**',
                  '@/workers/**',
                ],
                message: `Imports run downwards only: lib/${folder} is layer ${layer} (docs/architecture.md).`,
              },
              {
                group: ['../*'],
                message: 'Reach other folders as @/lib/…, so that the direction can be checked.',
              },
            ],
          },
        ],
      },
    };
  }),
);

const config = [
  {
    ignores: [
      '.next/**',
      '.build/**',
      'lib/store/generated/**',
      'training/**',
      'next-env.d.ts',
      'coverage/**',
    ],
  },
  ...next,
  ...typescript,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 400 }],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-console': 'off',
    },
  },
  {
    files: ['lib/**'],
    ignores: ['lib/config.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only lib/config.ts reads the environment.' },
      ],
    },
  },
  ...importRules,
];

export default config;
