import type { Bounds, TypePart, TypeWords } from './reference-types';

export const TYPES_ZH: TypeWords = {
  text: '文本',
  date: '日期',
  time: '时间',
  file: '文件',
  boolean: 'true 或 false',
  object: '对象',
  anything: '任意值',
  integer: (bounds) => `整数${range(bounds)}`,
  number: (bounds) => `数字${range(bounds)}`,
  characters: (name, most, exactly) => `${name}，${exactly ? '' : '最多 '}${most} 个字符`,
  either: (choices) =>
    choices.flatMap((one, index) => (index === 0 ? one : [or(choices[index - 1]?.at(-1), one[0]), ...one])),
  list: (of, length) => [{ text: `列表${howMany(length)}：` }, ...of],
  oneOrSeveral: (of) => [{ text: '一个或多个：' }, ...of],
  byName: (of) => [{ text: '按名称：' }, ...of],
};

/** With a space beside what is not Chinese. */
function or(before: TypePart | undefined, after: TypePart | undefined): TypePart {
  const isChinese = (part: TypePart | undefined, edge: number) =>
    part !== undefined && 'text' in part && /\p{Script=Han}/u.test(part.text.at(edge) ?? '');
  return { text: `${isChinese(before, -1) ? '' : ' '}或${isChinese(after, 0) ? '' : ' '}` };
}

function range({ least, most }: Bounds): string {
  if (most === undefined) return least === undefined ? '' : `，不小于 ${least}`;
  return least === undefined ? `，不大于 ${most}` : `，${least} 至 ${most}`;
}

function howMany({ least, most }: Bounds): string {
  if (least !== undefined && least === most) return `（${most} 项）`;
  if (most !== undefined) return least === undefined ? `（最多 ${most} 项）` : `（${least} 至 ${most} 项）`;
  return least === undefined ? '' : `（至少 ${least} 项）`;
}
