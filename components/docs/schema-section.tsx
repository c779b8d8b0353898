import type { JsonSchema } from '@/lib/api/openapi/schemas';
import { Described } from './described';
import { Fields, Type } from './fields';
import { fieldsOf } from './schema-fields';

/** One named schema, under the anchor that types lead to. */
export function SchemaSection({ name, schema }: { name: string; schema: JsonSchema }) {
  const choices = ((schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined) ?? [];
  const fields = fieldsOf(schema);
  return (
    <article
      id={`schema-${name}`}
      aria-labelledby={`schema-${name}-name`}
      className="-mx-4 scroll-mt-24 rounded-lg px-4 py-4 [contain-intrinsic-size:auto_20rem] [content-visibility:auto] target:bg-sunken"
    >
      <h2 id={`schema-${name}-name`} className="font-mono font-semibold">
        {name}
      </h2>
      {typeof schema.description === 'string' && (
        <p className="mt-1 text-ink-soft">
          <Described text={schema.description} />
        </p>
      )}
      <div className="mt-2">
        {fields.length > 0 ? (
          <Fields fields={fields} given="by-server" />
        ) : choices.length > 0 ? (
          <Choices choices={choices} />
        ) : (
          <p className="text-sm text-ink-soft">
            <Type schema={schema} />
          </p>
        )}
      </div>
    </article>
  );
}

function Choices({ choices }: { choices: readonly JsonSchema[] }) {
  return (
    <>
      <p className="text-sm text-ink-soft">One of these:</p>
      <ul className="mt-2 space-y-3">
        {choices.map((choice, index) => (
          <li key={index} className="text-sm">
            {choice.properties ? (
              <Fields fields={fieldsOf(choice)} given="by-server" />
            ) : (
              <Type schema={choice} />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
