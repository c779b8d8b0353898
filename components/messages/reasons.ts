import { fill, placeholdersOf, type Reason } from '@/lib/errors';
import { detailInChinese } from './details-zh';
import type { Messages } from './messages';
import { REASONS_ZH } from './reasons-zh';

/**
 * Why something went wrong, in the reader's language. What another version of Recollect has written, or one that kept no
 * details yet, is shown in English rather than with gaps.
 */
export function reasonIn({ locale, errors }: Messages, { code, message, details }: Reason): string {
  if (code === 'unreachable') return errors.unreachable;
  const sentence = locale === 'zh-Hans' && isKnown(code) ? REASONS_ZH[code] : null;
  if (sentence === null) return message;
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
