import { fill, placeholdersOf, type Reason } from '@/lib/errors';
import { detailInChinese } from './details-zh';
import { REASONS_ZH } from './reasons-zh';

/**
 * What another version of Recollect has written, or one that kept no details yet, is shown in English rather than with
 * gaps.
 */
export function reasonInChinese({ code, message, details }: Reason): string {
  if (!isKnown(code)) return message;
  const sentence = REASONS_ZH[code];
  const names = placeholdersOf(sentence);
  if (names.some((name) => details?.[name] === undefined)) return message;
  return fill(
    sentence,
    Object.fromEntries(names.map((name) => [name, detailInChinese(String(details?.[name]))])),
  );
}

function isKnown(code: string): code is keyof typeof REASONS_ZH {
  return Object.hasOwn(REASONS_ZH, code);
}
