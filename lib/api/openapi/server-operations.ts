import { z } from 'zod';
import { healthQuerySchema, nothingSchema } from '@/lib/api/document-requests';
import { healthSchema, statsSchema } from '@/lib/api/status-answers';
import { ENCODER_ERRORS, type Operation } from './operation';

/** How the server is. */
export const SERVER_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/health',
    id: 'health',
    tag: 'Server',
    summary: 'Whether the server is ready',
    query: healthQuerySchema,
    answers: [
      { status: 200, description: 'It is ready.', schema: healthSchema },
      { status: 503, description: 'It is not; `problem` says why.', schema: healthSchema },
    ],
    example: { status: 200 },
  },
  {
    method: 'get',
    path: '/stats',
    id: 'stats',
    tag: 'Server',
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
