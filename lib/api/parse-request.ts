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
  const object: Record<string, unknown> = {};
  for (const name of new Set(parameters.keys())) {
    const values = parameters.getAll(name);
    const [value = ''] = values;
    if (kinds.lists?.includes(name)) object[name] = values;
    else if (values.length > 1) object[name] = values;
    else if (kinds.numbers?.includes(name) && /^-?\d+(\.\d+)?$/.test(value)) object[name] = Number(value);
    else if (kinds.flags?.includes(name) && /^(0|1|true|false)$/.test(value))
      object[name] = value === '1' || value === 'true';
    else object[name] = value;
  }
  return object;
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
