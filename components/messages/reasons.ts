import { withVisibleControls } from '@/components/text/visible-controls';
import type { Reason } from '@/lib/errors';
import type { Messages } from './en';

/** Why something went wrong, in the reader's language. */
export function reasonIn({ errors }: Messages, reason: Reason): string {
  return withVisibleControls(reason.code === 'unreachable' ? errors.unreachable : errors.reason(reason));
}
