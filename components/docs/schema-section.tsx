import type { ReferenceWords } from '@/components/messages/reference';
import type { JsonSchema } from '@/lib/api/openapi/schemas';
import { Described } from './described';
import { Fields, Type } from './fields';
import { fieldsOf } from './schema-fields';

interface SchemaSectionProps {
  name: string;
  schema: JsonSchema;
  words: ReferenceWords;
}

/** One named schema, under the anchor that types lead to. */
export function SchemaSection({ name, schema, words }: SchemaSectionProps) {
  const choices = ((schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined) ?? [];
  const fields = fieldsOf(schema);
  return (
    <article
      id={`schema-${name}`}
      aria-labelledby={`schema-${name}-name`}
      className="-mx-4 rounded-lg px-4 py-4 [contain-intrinsic-size:auto_20rem] [content-visibility:auto] target:bg-sunken"
    >
      <h2 id={`schema-${name}-name`} className="font-mono font-semibold">
        {name}
      </h2>
      {typeof schema.description === 'string' && (
        <p lang={words.descriptions} className="mt-1 text-sm text-ink-soft">
          <Described text={schema.description} />
        </p>
      )}
      <div className="mt-2">
        {fields.length > 0 ? (
          <Fields fields={fields} given="by-server" words={words} />
        ) : choices.length > 0 ? (
          <Choices choices={choices} words={words} />
        ) : (
          <p className="text-sm text-ink-soft">
            <Type schema={schema} words={words.types} />
          </p>
        )}
      </div>
    </article>
  );
}

function Choices({ choices, words }: { choices: readonly JsonSchema[]; words: ReferenceWords }) {
  return (
    <>
      <p className="text-sm text-ink-soft">{words.schemas.oneOf}</p>
      <ul className="mt-2 space-y-3">
        {choices.map((choice, index) => (
          <li key={index} className="text-sm">
            {choice.properties ? (
              <Fields fields={fieldsOf(choice)} given="by-server" words={words} />
            ) : (
              <Type schema={choice} words={words.types} />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
