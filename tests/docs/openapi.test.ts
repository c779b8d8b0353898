import { glob } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { openapiDocument } from '@/lib/api/openapi/document';
import { fullPath } from '@/lib/api/openapi/operation';
import { OPERATIONS } from '@/lib/api/openapi/operations';
import { ERROR_TABLE } from '@/lib/error-table';
import { openapiFile } from '@/scripts/support/openapi-file';
import { projectRoot } from '@/scripts/support/project-root';
import { read } from './documents';

describe('docs/openapi.json', () => {
  it('is what npm run openapi would write', async () => {
    expect(read('docs/openapi.json')).toBe(await openapiFile());
  });

  it('is made once, however often it is asked for', () => {
    expect(openapiDocument('0.0.0')).toBe(openapiDocument('0.0.0'));
  });

  it('leads with every reference to something', () => {
    const document = openapiDocument('0.0.0');
    const { schemas } = document.components;
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(
      ([, target]) => target,
    );
    expect(references.length).toBeGreaterThan(20);
    for (const target of references) {
      expect(target).toMatch(/^#\/components\/schemas\//);
      expect(Object.keys(schemas)).toContain(target?.split('/').at(-1));
    }
  });

  it('says what every field means, or leads to a schema that says it', () => {
    const silent: string[] = [];
    const look = (value: unknown, place: string): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [key, part] of Object.entries(value)) look(part, `${place}/${key}`);
      const { properties } = value as { properties?: Record<string, Record<string, unknown>> };
      for (const [name, field] of Object.entries(properties ?? {}))
        if (!field.description && !field.$ref) silent.push(`${place}/${name}`);
    };
    const document = openapiDocument('0.0.0');
    look(document, '');
    expect(silent).toEqual([]);
    const { schemas } = document.components;
    expect(Object.keys(schemas).filter((name) => !schemas[name]?.description)).toEqual([]);
  });

  it('describes every parameter and has an id of its own for every operation', () => {
    const { paths } = openapiDocument('0.0.0');
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(OPERATIONS.length);
    for (const { operationId, parameters = [] } of operations)
      for (const { name, description } of parameters)
        expect([operationId, name, description ?? '']).not.toContain('');
  });
});

describe('the operations', () => {
  it('are all routes there are, and no others', async () => {
    const files = await glob('app/**/route.ts', { cwd: projectRoot });
    const routes = files.map((file) => file.replace(/^app/, '').replace(/\/route\.ts$/, ''));
    const described = OPERATIONS.map((operation) => fullPath(operation).replace(/\{\w+\}/g, '[id]'));
    expect([...new Set(described)].sort()).toEqual(routes.sort());
  });

  it('have the methods and scopes of their routes', () => {
    for (const operation of OPERATIONS) {
      const source = read(`app${fullPath(operation).replace(/\{\w+\}/g, '[id]')}/route.ts`);
      const method = operation.method.toUpperCase();
      const scope = new RegExp(`^  ${method}: needs\\(\\s*'(\\w+)'`, 'm').exec(source)?.[1];
      expect([operation.id, scope]).toEqual([operation.id, operation.scope]);
    }
  });

  it('name only errors of the table that have a status of their own kind', () => {
    for (const { id, errors = [], answers } of OPERATIONS)
      for (const code of errors) {
        expect([id, code, ERROR_TABLE[code].status]).not.toContain(undefined);
        expect(answers.some(({ status }) => status === ERROR_TABLE[code].status && status < 400)).toBe(false);
      }
  });
});
