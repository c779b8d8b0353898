import type { Operation } from './operation';
import type { JsonSchema } from './schemas';

/** The parts of an OpenAPI 3.1 document that ours has. */
export interface OpenapiDocument {
  openapi: string;
  info: { title: string; version: string; summary: string; license: { name: string; identifier: string } };
  servers: { url: string }[];
  tags: { name: Operation['tag'] }[];
  /** By path, then by method in small letters. */
  paths: Record<string, Record<string, DescribedOperation>>;
  components: { schemas: Record<string, JsonSchema>; securitySchemes: Record<string, JsonSchema> };
}

export interface DescribedOperation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  /** When it is not that of the document. */
  servers?: { url: string }[];
  security?: Record<string, string[]>[];
  parameters?: DescribedParameter[];
  requestBody?: { required: true; content: Content };
  /** By status. */
  responses: Record<string, { description: string; content?: Content }>;
}

export interface DescribedParameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: JsonSchema;
  example?: string | number;
}

/** By media type. */
export type Content = Record<string, { schema?: JsonSchema; example?: object }>;
