import { ERROR_TABLE } from '@/lib/error-table';

/** A description with names in backticks; those of errors lead to what they mean. */
export function Described({ text }: { text: string }) {
  return text.split('`').map((piece, index) =>
    index % 2 === 0 ? (
      piece
    ) : !Object.hasOwn(ERROR_TABLE, piece) ? (
      <code key={index} className="font-mono">
        {piece}
      </code>
    ) : (
      <a
        key={index}
        href={`/docs/errors#${piece}`}
        className="rounded-sm font-mono text-accent hover:underline"
      >
        {piece}
      </a>
    ),
  );
}
