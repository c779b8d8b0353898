import type { z } from 'zod';
import type { ErrorCode } from '@/lib/error-table';

/** One answer of an operation that is not an error. */
export interface Answer {
  status: 200 | 202 | 204 | 503;
  description: string;
  /** Of a JSON body; none when there is no body, or when it is a stream. */
  schema?: z.ZodType;
  /** `application/json` unless said otherwise. */
  contentType?: string;
}

/** What can be asked of the API, and what it answers. */
export interface Operation {
  method: 'get' | 'post' | 'delete';
  /** Below `/api/v1`, with parameters in braces. */
  path: string;
  /** Unique, camelCase; clients are made with it. */
  id: string;
  tag: 'Search' | 'Documents' | 'Jobs' | 'Server';
  summary: string;
  /** What is worth knowing besides. */
  description?: string;
  /** What stands for the braces of the path. */
  params?: Readonly<Record<string, { description: string; pattern: string; example: string }>>;
  /** Parameters of the URL; the schema that validates them. */
  query?: z.ZodObject;
  /** Headers that change the answer. */
  headers?: Readonly<Record<string, { description: string; pattern: string }>>;
  /** The schemas that validate bodies, by content type. */
  bodies?: Readonly<Record<string, z.ZodType>>;
  answers: readonly Answer[];
  /** Codes it may answer with, besides those of every operation. */
  errors?: readonly ErrorCode[];
  /** A request as the reference page shows it: the address below `/api/v1`, and a body. */
  example: { path: string; body?: unknown };
}

/** Codes that any operation may answer with. */
export const COMMON_ERRORS = [
  'invalid_request',
  'host_not_allowed',
  'internal',
  'database_unusable',
] as const satisfies readonly ErrorCode[];

/** Codes of everything that needs the encoder. */
export const ENCODER_ERRORS = [
  'model_not_found',
  'model_mismatch',
  'model_file_damaged',
  'worker_failed',
] as const satisfies readonly ErrorCode[];

/** Codes of everything that takes JSON. */
export const BODY_ERRORS = [
  'malformed_json',
  'unsupported_media_type',
  'body_too_large',
  'origin_not_allowed',
] as const satisfies readonly ErrorCode[];
