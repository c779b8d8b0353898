import { z } from 'zod';
import { KEY_COOKIE } from '@/lib/api/authorize';
import { detailsSchema } from '@/lib/api/reason-schema';
import { ERROR_TABLE } from '@/lib/error-table';
import { errorsByStatus } from './errors-by-status';
import { TAGS, type Answer, type Operation } from './operation';
import { OPERATIONS } from './operations';
import { SchemaCollection, type JsonSchema } from './schemas';
import type { Content, DescribedOperation, DescribedParameter, OpenapiDocument } from './types';

const fieldErrorSchema = z.strictObject({
  field: z.string().describe('Name of the parameter, or JSON Pointer into the body.'),
  message: z.string().describe('What is wrong with it, or what it must be.'),
});

const problemSchema = z
  .strictObject({
    type: z.string().describe('Where the code is explained.'),
    title: z.string().describe('What the code means, the same every time.'),
    status: z.number().int().min(400).max(599).describe('As the status of the answer.'),
    code: z.string().describe('What programs go by.'),
    detail: z.string().describe('What happened, what is allowed, what to do.'),
    details: detailsSchema,
    instance: z.string().optional().describe('Id of the request, as in the log.'),
    errors: z.array(fieldErrorSchema).optional().describe('Field by field, where fields are to blame.'),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details.' });

/** The same key, sent by programs and by browsers; on a loopback address none is asked for. */
const SECURITY_SCHEMES = {
  key: { type: 'http', scheme: 'bearer', description: 'A key made by `npm run keys`.' },
  cookie: { type: 'apiKey', in: 'cookie', name: KEY_COOKIE, description: 'The same key, kept by `signIn`.' },
} as const;

const made = new Map<string, OpenapiDocument>();

/**
 * The OpenAPI 3.1 document of the API, made of the schemas that validate its requests and answers. It is made once, since
 * that takes a few hundred milliseconds, in which no request would be answered.
 *
 * @returns always the same object, which is not to be changed
 */
export function openapiDocument(version: string): OpenapiDocument {
  const document = made.get(version) ?? makeDocument(version);
  made.set(version, document);
  return document;
}

function makeDocument(version: string): OpenapiDocument {
  const schemas = new SchemaCollection();
  const problem = schemas.add(problemSchema, 'output');
  const paths: OpenapiDocument['paths'] = {};
  for (const operation of OPERATIONS)
    (paths[operation.path] ??= {})[operation.method] = written(operation, schemas, problem);
  return {
    openapi: '3.1.1',
    info: {
      title: 'Recollect',
      version,
      summary: 'Semantic search you own.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/api/v1' }],
    tags: TAGS.map((name) => ({ name })),
    paths,
    components: { schemas: schemas.components, securitySchemes: SECURITY_SCHEMES },
  };
}

function written(operation: Operation, schemas: SchemaCollection, problem: JsonSchema): DescribedOperation {
  const { id, tag, scope, summary, description, bodies } = operation;
  const parameters = parametersOf(operation, schemas);
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description ? { description } : {}),
    ...(operation.besideApi ? { servers: [{ url: '/' }] } : {}),
    ...(scope === 'nothing' ? {} : { security: [{ key: [scope] }, { cookie: [scope] }, {}] }),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(bodies ? { requestBody: bodyOf(operation, bodies, schemas) } : {}),
    responses: {
      ...Object.fromEntries(operation.answers.map((answer) => [answer.status, answered(answer, schemas)])),
      ...problemsOf(operation, problem),
    },
  };
}

function parametersOf(
  { params, query, headers, example }: Operation,
  schemas: SchemaCollection,
): DescribedParameter[] {
  const fields = query ? schemas.add(query, 'input') : {};
  const properties = (fields.properties ?? {}) as Record<string, JsonSchema>;
  const required = (fields.required ?? []) as string[];
  return [
    ...Object.entries(params ?? {}).map(([name, { description, schema }]) => ({
      name,
      in: 'path' as const,
      required: true,
      description,
      schema,
    })),
    ...Object.entries(properties).map(([name, { description, ...schema }]) => ({
      name,
      in: 'query' as const,
      required: required.includes(name),
      ...(typeof description === 'string' ? { description } : {}),
      schema,
      ...(example.query?.[name] ? { example: typed(example.query[name], schema) } : {}),
    })),
    ...Object.entries(headers ?? {}).map(([name, { description, pattern }]) => ({
      name,
      in: 'header' as const,
      required: false,
      description,
      schema: { type: 'string', pattern },
    })),
  ];
}

/** A parameter of an address as the type its schema has. */
function typed(value: string, { type }: JsonSchema): string | number {
  return type === 'integer' ? Number(value) : value;
}

function bodyOf({ example }: Operation, bodies: NonNullable<Operation['bodies']>, schemas: SchemaCollection) {
  const content = Object.entries(bodies).map(([type, schema]) => [
    type,
    {
      schema: schemas.add(schema, 'input'),
      ...(type === 'application/json' && example.body ? { example: example.body } : {}),
    },
  ]);
  return { required: true as const, content: Object.fromEntries(content) as Content };
}

function answered(
  { description, schema, contentType = 'application/json' }: Answer,
  schemas: SchemaCollection,
) {
  if (!schema)
    return { description, ...(contentType === 'application/json' ? {} : { content: { [contentType]: {} } }) };
  return { description, content: { [contentType]: { schema: schemas.add(schema, 'output') } } };
}

/** What goes wrong, by status. */
function problemsOf(operation: Operation, problem: JsonSchema) {
  return Object.fromEntries(
    errorsByStatus(operation).map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\`: ${ERROR_TABLE[code].title}.`).join(' '),
        content: { 'application/problem+json': { schema: problem } },
      },
    ]),
  );
}
