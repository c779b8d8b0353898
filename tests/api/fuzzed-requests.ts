import fc from 'fast-check';
import type { JsonSchema } from '@/lib/api/openapi/schemas';
import type { DescribedOperation, DescribedParameter, OpenapiDocument } from '@/lib/api/openapi/types';

/** A request made from the description of the API: mostly what it allows, now and then what it does not. */
export interface FuzzedRequest {
  operationId: string;
  method: string;
  /** Below the server, with query. */
  path: string;
  headers: Record<string, string>;
  body: string | null;
}

const DEEPEST = 4;
const odd = fc.constantFrom(
  '',
  ' ',
  '\u0000',
  '"',
  '"unclosed',
  '-',
  '*',
  'NEAR(a b)',
  'a OR',
  "'; DROP TABLE passages; --",
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '\u202Eevil',
  '\uD800',
  '饭'.repeat(700),
  'x'.repeat(2001),
  '1e309',
  '-0',
  'NaN',
  'null',
  'true',
  '2024-02-30',
  'tag:a AND (NOT language:de',
);

/** Requests for one description. @param ids of things that are there, by the name of the path's parameter */
export function requestsOf(
  api: OpenapiDocument,
  ids: Readonly<Record<string, readonly string[]>>,
): fc.Arbitrary<FuzzedRequest> {
  const one = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) =>
      fc
        .record({
          parameters: fc.tuple(...(operation.parameters ?? []).map((part) => parameterOf(part, api, ids))),
          stray: fc.option(fc.tuple(fc.string({ maxLength: 8 }), anyText), { freq: 9 }),
          body: bodyOf(operation, api),
        })
        .map(({ parameters, stray, body }): FuzzedRequest => {
          const base = (operation.servers ?? api.servers)[0]?.url ?? '';
          const query = new URLSearchParams();
          const headers: Record<string, string> = body ? { 'content-type': body.type } : {};
          let filled = path;
          for (const [index, part] of (operation.parameters ?? []).entries())
            for (const value of parameters[index] ?? []) {
              if (part.in === 'path')
                filled = filled.replace(`{${part.name}}`, encodeURIComponent(wellFormed(value)));
              else if (part.in === 'query') query.append(part.name, value);
              else headers[part.name] = value.replace(/[^\x20-\x7e]/g, '').trim();
            }
          if (stray) query.append(...stray);
          const asked = query.size > 0 ? `?${query.toString()}` : '';
          return {
            operationId: operation.operationId,
            method: method.toUpperCase(),
            path: `${base}${filled}${asked}`.replace('//', '/'),
            headers,
            body: body?.text ?? null,
          };
        }),
    ),
  );
  return fc.oneof(...one);
}

/** Half of a pair of surrogates has no place in an address. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}

const anyText = fc.oneof(odd, fc.string({ maxLength: 40, unit: 'binary' }), fc.string({ maxLength: 12 }));

/** The values a parameter is given: none, one, or for lists several. */
function parameterOf(
  part: DescribedParameter,
  api: OpenapiDocument,
  ids: Readonly<Record<string, readonly string[]>>,
): fc.Arbitrary<string[]> {
  const there = ids[part.name] ?? [];
  const usual =
    part.in === 'path' && there.length > 0
      ? fc.constantFrom(...there)
      : valueOf(part.schema, api, 0).map((value) =>
          typeof value === 'string' ? value : JSON.stringify(value),
        );
  const value = fc.oneof({ weight: 4, arbitrary: usual }, { weight: 1, arbitrary: anyText });
  if (part.in === 'path') return value.map((text) => [text || '%20']);
  return fc.oneof(
    { weight: part.required ? 8 : 2, arbitrary: value.map((text) => [text]) },
    { weight: part.required ? 1 : 4, arbitrary: fc.constant<string[]>([]) },
    { weight: 1, arbitrary: fc.array(value, { minLength: 2, maxLength: 3 }) },
  );
}

function bodyOf(
  operation: DescribedOperation,
  api: OpenapiDocument,
): fc.Arbitrary<{ type: string; text: string } | null> {
  const schema = operation.requestBody?.content['application/json']?.schema;
  if (!schema) return fc.constant(null);
  const type = 'application/json';
  const sound = valueOf(schema, api, 0).map((value) => JSON.stringify(value));
  return fc.oneof(
    { weight: 8, arbitrary: sound.map((text) => ({ type, text })) },
    { weight: 2, arbitrary: fc.json().map((text) => ({ type, text })) },
    { weight: 1, arbitrary: sound.map((text) => ({ type, text: text.slice(0, text.length / 2) })) },
    { weight: 1, arbitrary: sound.map((text) => ({ type: 'text/plain', text })) },
    {
      weight: 1,
      arbitrary: anyText.map((text) => ({ type: 'multipart/form-data; boundary=x', text: `--x\r\n${text}` })),
    },
  );
}

/** Values that a schema allows, and some that it does not. */
function valueOf(schema: JsonSchema, api: OpenapiDocument, depth: number): fc.Arbitrary<unknown> {
  const { $ref, anyOf, type } = schema;
  if (typeof $ref === 'string') {
    const target = api.components.schemas[$ref.split('/').at(-1) ?? ''];
    return target && depth < DEEPEST ? valueOf(target, api, depth + 1) : fc.constant('deep');
  }
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]), 'other');
  if (Array.isArray(anyOf))
    return fc.oneof(...(anyOf as JsonSchema[]).map((part) => valueOf(part, api, depth)));
  if (type === 'boolean') return fc.constantFrom<unknown>(true, false, 1, 'yes');
  if (type === 'integer' || type === 'number') return numberOf(schema);
  if (type === 'array')
    return fc.array(valueOf((schema.items ?? {}) as JsonSchema, api, depth + 1), { maxLength: 3 });
  if (type === 'object') return objectOf(schema, api, depth);
  const words = fc.constantFrom(
    'bread',
    'how does bread rise',
    '米饭',
    'sky -blue',
    '"the sky"',
    'en',
    'default',
    '2024-05-31',
  );
  return fc.oneof({ weight: 5, arbitrary: words }, { weight: 2, arbitrary: anyText });
}

function numberOf({ minimum = -10, maximum = 1000 }: JsonSchema): fc.Arbitrary<unknown> {
  const [min, max] = [Number(minimum), Math.min(Number(maximum), Number(minimum) + 1_000_000)];
  return fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min, max }) },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(min - 1, Number.MAX_SAFE_INTEGER, 1.5, '5', null) },
  );
}

function objectOf(schema: JsonSchema, api: OpenapiDocument, depth: number): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);
  const required = (schema.required ?? []) as string[];
  return fc.record(
    Object.fromEntries(properties.map(([name, part]) => [name, valueOf(part, api, depth + 1)])),
    { requiredKeys: required },
  );
}
