import fc from 'fast-check';
import type { DescribedOperation, DescribedParameter } from '@/lib/api/openapi/types';
import { anyText, mostly, valueOf, type Described } from './fuzzed-values';

/** A request made from the description of the API: mostly what it allows, now and then what it does not. */
export interface FuzzedRequest {
  operationId: string;
  method: string;
  /** Below the server, with query. */
  path: string;
  headers: Record<string, string>;
  body: string | null;
}

/** Requests for one description. */
export function requestsOf(described: Described): fc.Arbitrary<FuzzedRequest> {
  const { api } = described;
  const one = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) =>
      fc
        .record({
          parameters: fc.tuple(...(operation.parameters ?? []).map((part) => parameterOf(part, described))),
          stray: mostly(fc.constant(null), fc.tuple(fc.string({ maxLength: 8 }), anyText)),
          body: bodyOf(operation, described),
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

/** The values a parameter is given: none, one, or several, which is right for lists. */
function parameterOf(part: DescribedParameter, described: Described): fc.Arbitrary<string[]> {
  const there = described.ids[part.name] ?? [];
  const usual =
    part.in === 'path' && there.length > 0
      ? fc.constantFrom(...there)
      : valueOf(part.schema, described, part.name).map((value) =>
          typeof value === 'string' ? value : JSON.stringify(value),
        );
  if (part.in === 'path') return mostly(usual, anyText, 10).map((text) => [text || '%20']);
  const given = mostly(
    mostly(usual, anyText).map((text) => [text]),
    fc.array(usual, { minLength: 2, maxLength: 3 }),
  );
  // Where a cursor leads is known only after a page was read.
  const absent = part.required ? 1 : part.name === 'cursor' ? 50 : 20;
  return fc.oneof(
    { weight: part.required ? 25 : 10, arbitrary: given },
    { weight: absent, arbitrary: fc.constant<string[]>([]) },
  );
}

function bodyOf(
  operation: DescribedOperation,
  described: Described,
): fc.Arbitrary<{ type: string; text: string } | null> {
  const type = 'application/json';
  const { schema, example } = operation.requestBody?.content[type] ?? {};
  if (!schema) return fc.constant(null);
  const sound = valueOf(schema, described).map((value) => JSON.stringify(value));
  return fc.oneof(
    { weight: 20, arbitrary: sound.map((text) => ({ type, text })) },
    // What a schema cannot say, such as that one of two fields must be there, an example keeps to.
    { weight: example ? 5 : 0, arbitrary: fc.constant({ type, text: JSON.stringify(example) }) },
    { weight: 1, arbitrary: fc.json().map((text) => ({ type, text })) },
    { weight: 1, arbitrary: sound.map((text) => ({ type, text: text.slice(0, text.length / 2) })) },
    { weight: 1, arbitrary: sound.map((text) => ({ type: 'text/plain', text })) },
    {
      weight: 1,
      arbitrary: anyText.map((text) => ({ type: 'multipart/form-data; boundary=x', text: `--x\r\n${text}` })),
    },
  );
}
