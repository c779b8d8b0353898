import { withVisibleControls } from '@/components/text/visible-controls';
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
  if (sentence === null) return withVisibleControls(message);
  const names = placeholdersOf(sentence);
  if (names.some((name) => details?.[name] === undefined)) return withVisibleControls(message);
  const said = names.map((name) => [name, detailInChinese(String(details?.[name]))]);
  return withVisibleControls(fill(sentence, Object.fromEntries(said)));
}

function isKnown(code: string): code is keyof typeof REASONS_ZH {
  return Object.hasOwn(REASONS_ZH, code);
}
