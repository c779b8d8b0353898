import { z } from 'zod';
import { healthQuerySchema, nothingSchema } from '@/lib/api/document-requests';
import { sessionSchema, signInSchema } from '@/lib/api/session';
import { healthSchema, problemSchema, statsSchema } from '@/lib/api/status-answers';
import { BODY_ERRORS, ENCODER_ERRORS, type Operation } from './operation';

const readySchema = z.strictObject({ ready: z.boolean(), problem: problemSchema.optional() });

/** How the server is. */
export const SERVER_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/health',
    id: 'health',
    tag: 'Server',
    scope: 'nothing',
    summary: 'Whether the server is ready',
    description: 'One without a key, where keys are asked for, learns no more than whether it is.',
    query: healthQuerySchema,
    answers: [
      { status: 200, description: 'It is ready.', schema: healthSchema },
      { status: 503, description: 'It is not; `problem` says why.', schema: healthSchema },
    ],
    example: { status: 200 },
  },
  {
    method: 'get',
    path: '/health/live',
    id: 'live',
    tag: 'Server',
    scope: 'nothing',
    summary: 'Whether the process answers at all',
    description: 'What does not should be started anew.',
    query: nothingSchema,
    answers: [{ status: 200, description: 'It does.', schema: z.strictObject({ live: z.literal(true) }) }],
    example: { status: 200 },
  },
  {
    method: 'get',
    path: '/health/ready',
    id: 'ready',
    tag: 'Server',
    scope: 'nothing',
    summary: 'Whether requests should go here',
    query: nothingSchema,
    answers: [
      { status: 200, description: 'A search would be answered.', schema: readySchema },
      { status: 503, description: 'It would not; `problem` says why.', schema: readySchema },
    ],
    example: { status: 200 },
  },
  {
    method: 'get',
    path: '/metrics',
    besideApi: true,
    id: 'metrics',
    tag: 'Server',
    scope: 'admin',
    summary: 'Counts and times for Prometheus',
    query: nothingSchema,
    answers: [
      {
        status: 200,
        description: 'The text format of Prometheus.',
        schema: z.string(),
        contentType: 'text/plain',
      },
    ],
    example: { status: 200 },
  },
  {
    method: 'get',
    path: '/session',
    id: 'getSession',
    tag: 'Server',
    scope: 'nothing',
    summary: 'What whoever asks may do',
    query: nothingSchema,
    answers: [
      {
        status: 200,
        description: 'Whether a key is asked for, and what one’s own allows.',
        schema: sessionSchema,
      },
    ],
    example: { status: 200 },
  },
  {
    method: 'post',
    path: '/session',
    id: 'signIn',
    tag: 'Server',
    scope: 'nothing',
    summary: 'Keep a key in a cookie',
    description: 'For browsers: scripts cannot read the cookie, other sites cannot send it.',
    bodies: { 'application/json': signInSchema },
    answers: [{ status: 204, description: 'The cookie is set.' }],
    errors: ['key_invalid', 'key_expired', ...BODY_ERRORS],
    example: { body: { key: 'rk_the-key-that-was-made' }, status: 204 },
  },
  {
    method: 'delete',
    path: '/session',
    id: 'signOut',
    tag: 'Server',
    scope: 'nothing',
    summary: 'Forget the key',
    answers: [{ status: 204, description: 'The cookie has ended.' }],
    example: { status: 204 },
  },
  {
    method: 'get',
    path: '/stats',
    id: 'stats',
    tag: 'Server',
    scope: 'search',
    summary: 'What is held, how well it is found, and how fast',
    query: nothingSchema,
    answers: [{ status: 200, description: 'Counts, models, index, times.', schema: statsSchema }],
    errors: [...ENCODER_ERRORS],
    example: { status: 200 },
  },
  {
    method: 'get',
    path: '/openapi.json',
    id: 'openapi',
    tag: 'Server',
    scope: 'nothing',
    summary: 'This description',
    query: nothingSchema,
    answers: [
      {
        status: 200,
        description: 'An OpenAPI 3.1 document.',
        schema: z.looseObject({ openapi: z.string() }),
      },
    ],
    example: { status: 200 },
  },
];
