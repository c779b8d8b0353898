import type { z } from 'zod';
import { RecollectError, type FieldError } from '@/lib/errors';

/** How the text of a parameter becomes a value of the request schema; names not listed stay text. */
export interface ParameterKinds {
  numbers?: readonly string[];
  flags?: readonly string[];
  lists?: readonly string[];
}

/**
 * The parameters of a URL as the object that the same request would be as JSON: repeated ones become lists,
 * numbers and flags are converted. What cannot be converted stays text, for the schema to refuse.
 */
export function objectOfParameters(
  parameters: URLSearchParams,
  kinds: ParameterKinds,
): Record<string, unknown> {
  const entries = [...new Set(parameters.keys())].map((name): [string, unknown] => {
    const values = parameters.getAll(name);
    const [value = ''] = values;
    if (kinds.lists?.includes(name) || values.length > 1) return [name, values];
    if (kinds.numbers?.includes(name) && /^-?\d+(\.\d+)?$/.test(value)) return [name, Number(value)];
    if (kinds.flags?.includes(name) && /^(0|1|true|false)$/.test(value))
      return [name, value === '1' || value === 'true'];
    return [name, value];
  });
  // Not by assignment: a parameter named __proto__ is a name like any other.
  return Object.fromEntries(entries);
}

/**
 * Validates a value from outside.
 *
 * @throws RecollectError `invalid_request` with one entry in `fields` for everything that is wrong
 */
export function parseRequest<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.flatMap(fieldErrors);
  const reason = fields.map(({ field, message }) => `${field}: ${message}`).join('; ');
  throw new RecollectError('invalid_request', { reason }, { fields });
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      field: shorten(path === '' ? key : `${path}.${key}`),
      message: 'is not known here',
    }));
  return [{ field: path === '' ? 'body' : path, message: issue.message }];
}

/** A caller's own words repeated in an answer are kept short. */
function shorten(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name;
}
