import type { Bounds, TypePart, TypeWords } from './reference-types';

export const TYPES_EN: TypeWords = {
  text: 'text',
  date: 'date',
  time: 'time',
  file: 'file',
  boolean: 'true or false',
  object: 'object',
  anything: 'anything',
  integer: (bounds) => `whole number${range(bounds)}`,
  number: (bounds) => `number${range(bounds)}`,
  characters: (name, most, exactly) => `${name} of ${exactly ? '' : 'at most '}${most} characters`,
  either: (choices) => choices.flatMap((one, index) => (index === 0 ? one : [{ text: ' or ' }, ...one])),
  list: (of, length) => [{ text: `list of ${howMany(length)}` }, ...plural(of)],
  oneOrSeveral: (of) => [{ text: 'one or several: ' }, ...of],
  byName: (of) => [{ text: 'by name: ' }, ...of],
};

function range({ least, most }: Bounds): string {
  if (most === undefined) return least === undefined ? '' : ` from ${least}`;
  return least === undefined ? ` up to ${most}` : ` ${least} to ${most}`;
}

function howMany({ least, most }: Bounds): string {
  if (least !== undefined && least === most) return `${most} `;
  if (most !== undefined) return least === undefined ? `at most ${most} ` : `${least} to ${most} `;
  if (least === undefined) return '';
  return least === 1 ? 'one or more ' : `at least ${least} `;
}

/** Names of schemas stay as they are. */
function plural([first, ...rest]: readonly TypePart[]): TypePart[] {
  if (!first) return [];
  if ('schema' in first) return [first, ...rest];
  return [
    { text: first.text.replace(/^(?:object|text|date|time|file|UUID|(?:whole )?number)\b/, '$&s') },
    ...rest,
  ];
}
