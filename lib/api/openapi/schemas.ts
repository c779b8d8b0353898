import { z } from 'zod';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** Collects the named schemas of a document while others are written with references to them. */
export class SchemaCollection {
  /** By name, as they go into `components.schemas`. */
  readonly components: Record<string, JsonSchema> = {};

  /**
   * A zod schema as JSON Schema (draft 2020-12, the dialect of OpenAPI 3.1); parts with a name become references.
   *
   * @param io whether it is what one sends (before defaults and transformations) or what one gets
   */
  add(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const { $defs = {}, ...own } = z.toJSONSchema(schema, { io });
    delete own.$schema;
    for (const [name, part] of Object.entries($defs)) this.components[name] = relocated(part) as JsonSchema;
    return relocated(own) as JsonSchema;
  }
}

/** The same with references to where components are. */
function relocated(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relocated);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      key === '$ref' && typeof part === 'string'
        ? part.replace('#/$defs/', '#/components/schemas/')
        : relocated(part),
    ]),
  );
}
