import { z } from 'zod';
import { deletionAnswerSchema, documentDetailSchema, documentPageSchema } from '@/lib/api/document-answers';
import { deletionSchema, documentsSchema } from '@/lib/api/document-requests';
import { jobPageSchema, jobSchema } from '@/lib/api/job-answers';
import { jobsSchema, optionsSchema, sentDocumentsSchema } from '@/lib/api/upload-request';
import { BODY_ERRORS, type Operation, type PathParameter } from './operation';

const document: PathParameter = {
  description: 'Id of a document.',
  schema: { type: 'string' },
  example: 'a1b2c3',
};
const job: PathParameter = {
  description: 'Id of a job.',
  schema: { type: 'string', format: 'uuid' },
  example: '5f0c6c1e-5b0e-4c53-9f0a-3a8b1f1f7d11',
};
const theJob = { description: 'The job as it is now.', schema: jobSchema } as const;

/** What is held, and how it comes and goes. */
export const DOCUMENT_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/documents',
    id: 'listDocuments',
    tag: 'Documents',
    scope: 'search',
    summary: 'Documents, a page at a time',
    query: documentsSchema,
    answers: [{ status: 200, description: 'A page of documents.', schema: documentPageSchema }],
    example: { query: { limit: '2' }, status: 200 },
  },
  {
    method: 'post',
    path: '/documents',
    id: 'addDocuments',
    tag: 'Documents',
    scope: 'ingest',
    summary: 'Add documents',
    description:
      'Files of a form, or texts as JSON. They are kept at once and made searchable by a job; a name that the collection has already is replaced.',
    bodies: {
      'multipart/form-data': optionsSchema.extend({ file: z.array(z.file()).describe('The files.') }),
      'application/json': sentDocumentsSchema,
    },
    answers: [
      {
        status: 202,
        description: 'The job; Location says where it can be watched.',
        schema: jobSchema,
      },
    ],
    errors: ['upload_too_large', 'uploads_waiting', 'disk_full', ...BODY_ERRORS],
    example: {
      body: {
        collection: 'examples',
        documents: [{ id: 'otters', title: 'Otters', text: 'Sea otters hold hands while they sleep.' }],
      },
      status: 202,
    },
  },
  {
    method: 'delete',
    path: '/documents',
    id: 'deleteDocuments',
    tag: 'Documents',
    scope: 'ingest',
    summary: 'Delete all documents that match',
    description:
      'With the filters of a search; refused without any. Deletes one after the other and answers at the end.',
    query: deletionSchema,
    answers: [
      { status: 200, description: 'How many matched, and how many are gone.', schema: deletionAnswerSchema },
    ],
    errors: ['not_found', 'aborted'],
    example: { query: { collection: 'drafts', dryRun: 'true' }, status: 200 },
  },
  {
    method: 'get',
    path: '/documents/{document}',
    id: 'getDocument',
    tag: 'Documents',
    scope: 'search',
    summary: 'One document with its text, structure and passages',
    params: { document },
    answers: [{ status: 200, description: 'The document.', schema: documentDetailSchema }],
    errors: ['not_found'],
    example: { status: 200 },
  },
  {
    method: 'delete',
    path: '/documents/{document}',
    id: 'deleteDocument',
    tag: 'Documents',
    scope: 'ingest',
    summary: 'Delete a document',
    params: { document },
    answers: [{ status: 204, description: 'It is gone.' }],
    errors: ['not_found'],
    example: { status: 204 },
  },
  {
    method: 'get',
    path: '/jobs',
    id: 'listJobs',
    tag: 'Jobs',
    scope: 'ingest',
    summary: 'Ingest jobs, newest first',
    query: jobsSchema,
    answers: [{ status: 200, description: 'A page of jobs.', schema: jobPageSchema }],
    example: { query: { limit: '2' }, status: 200 },
  },
  {
    method: 'get',
    path: '/jobs/{job}',
    id: 'getJob',
    tag: 'Jobs',
    scope: 'ingest',
    summary: 'One job with its items',
    params: { job },
    answers: [{ status: 200, ...theJob }],
    errors: ['not_found'],
    example: { status: 200 },
  },
  {
    method: 'delete',
    path: '/jobs/{job}',
    id: 'cancelJob',
    tag: 'Jobs',
    scope: 'ingest',
    summary: 'Cancel a job',
    description: 'What is not begun is left out; what is done stays. A job that has ended does not change.',
    params: { job },
    answers: [{ status: 200, ...theJob }],
    errors: ['not_found'],
    example: { status: 200 },
  },
  {
    method: 'post',
    path: '/jobs/{job}/retry',
    id: 'retryJob',
    tag: 'Jobs',
    scope: 'ingest',
    summary: 'Try again what failed or was cancelled',
    params: { job },
    answers: [
      { status: 200, description: 'There is nothing to try again.', schema: jobSchema },
      { status: 202, description: 'The job goes on.', schema: jobSchema },
    ],
    errors: ['not_found'],
    example: { status: 200 },
  },
  {
    method: 'get',
    path: '/jobs/{job}/events',
    id: 'watchJob',
    tag: 'Jobs',
    scope: 'ingest',
    summary: 'What becomes of a job, until it has ended',
    description: 'Server-sent events with ids; a reader that comes back with the last of them misses none.',
    params: { job },
    headers: {
      'Last-Event-ID': { description: 'Id of the last event that was read.', pattern: '^\\d{1,15}$' },
    },
    answers: [{ status: 200, description: 'A stream of events.', contentType: 'text/event-stream' }],
    errors: ['not_found'],
    example: { status: 200 },
  },
];
