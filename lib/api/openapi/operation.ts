import type { z } from 'zod';
import type { ErrorCode } from '@/lib/error-table';
import type { Scope } from '@/lib/store/scopes';

/** One answer of an operation that is not an error. */
export interface Answer {
  status: 200 | 202 | 204 | 304 | 503;
  description: string;
  /** Of the body; none when there is no body. Of a stream: what one event's data is, its `type` being the event's name. */
  schema?: z.ZodType;
  /** `application/json` unless said otherwise. */
  contentType?: string;
}

export interface PathParameter {
  description: string;
  /** A JSON schema. */
  schema: { type: 'string' | 'integer'; format?: string; minimum?: number };
  example: string;
}

/** A request as the reference page shows it. */
export interface Example {
  query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  body?: object;
  status: Answer['status'];
}

/** What operations are grouped by, in the order of the reference. */
export const TAGS = ['Search', 'Map', 'Documents', 'Jobs', 'Server'] as const;

/** What can be asked of the API, and what it answers. */
export interface Operation {
  method: 'get' | 'post' | 'delete';
  /** Below `/api/v1`, with parameters in braces. */
  path: string;
  /** Whether the path is the server's own, beside `/api/v1`. */
  besideApi?: true;
  /** What a key must allow, where keys are asked for. */
  scope: Scope | 'nothing';
  /** Unique, camelCase; clients are made with it. */
  id: string;
  tag: (typeof TAGS)[number];
  summary: string;
  /** What is worth knowing besides. */
  description?: string;
  /** What stands for the braces of the path. */
  params?: Readonly<Record<string, PathParameter>>;
  /** Parameters of the URL; the schema that validates them. */
  query?: z.ZodObject;
  /** Headers that change the answer. */
  headers?: Readonly<Record<string, { description: string; pattern: string }>>;
  /** The schemas that validate bodies, by content type. */
  bodies?: Readonly<Record<string, z.ZodType>>;
  answers: readonly Answer[];
  /** Codes it may answer with, besides those of every operation. */
  errors?: readonly ErrorCode[];
  example: Example;
}

/** Codes that any operation may answer with. */
export const COMMON_ERRORS = [
  'invalid_request',
  'host_not_allowed',
  'origin_not_allowed',
  'internal',
  'database_unusable',
  'rate_limited',
  'timed_out',
] as const satisfies readonly ErrorCode[];

/** Codes of everything that asks for a key, where keys are asked for. */
export const KEY_ERRORS = [
  'key_missing',
  'key_invalid',
  'key_expired',
  'scope_missing',
] as const satisfies readonly ErrorCode[];

/** Codes of everything that needs the encoder. */
export const ENCODER_ERRORS = [
  'model_not_found',
  'model_mismatch',
  'model_file_damaged',
  'worker_failed',
] as const satisfies readonly ErrorCode[];

/** Codes of everything that searches: it takes its turn. */
export const SEARCH_ERRORS = [
  'overloaded',
  'aborted',
  ...ENCODER_ERRORS,
] as const satisfies readonly ErrorCode[];

/** Codes of everything that takes JSON. */
export const BODY_ERRORS = [
  'malformed_json',
  'unsupported_media_type',
  'body_too_large',
] as const satisfies readonly ErrorCode[];

/** The path of an operation as it is asked for, with parameters in braces. */
export function fullPath({ path, besideApi }: Pick<Operation, 'path' | 'besideApi'>): string {
  return besideApi ? path : `/api/v1${path}`;
}
