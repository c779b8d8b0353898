import { ERROR_TABLE } from '@/lib/error-table';

/** A description with names in backticks; those of errors lead to what they mean. */
export function Described({ text }: { text: string }) {
  return text.split('`').map((piece, index) =>
    index % 2 === 0 ? (
      piece
    ) : Object.hasOwn(ERROR_TABLE, piece) ? (
      <ErrorLink key={index} code={piece} />
    ) : (
      <code key={index} className="font-mono">
        {piece}
      </code>
    ),
  );
}

/** The code of an error, which leads to what it means. */
export function ErrorLink({ code }: { code: string }) {
  return (
    <a href={`/docs/errors#${code}`} className="rounded-sm font-mono text-accent hover:underline">
      {code}
    </a>
  );
}
