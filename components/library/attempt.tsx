import type { Messages } from '@/components/messages/messages';
import { reasonIn } from '@/components/messages/reasons';
import type { DocumentListItem } from '@/lib/store/documents';

/** What is being read of a document, or went wrong, in plain words; nothing when neither is so. */
export function Attempt({
  document: { attempt, state },
  messages,
}: {
  document: Pick<DocumentListItem, 'attempt' | 'state'>;
  messages: Messages;
}) {
  const { library } = messages;
  if (attempt === null) return null;
  if (attempt.state === 'embedding')
    return (
      <p className="mt-1 text-[0.8125rem] text-accent">
        {library.reading(attempt.passagesDone, attempt.passagesTotal)}
      </p>
    );
  return (
    <p className="mt-1.5 rounded-md bg-danger-soft px-3 py-2 text-[0.8125rem] leading-relaxed wrap-anywhere text-danger">
      {state === 'ready' ? library.newerFailed : library.failed}{' '}
      {attempt.error && reasonIn(messages, attempt.error)}
    </p>
  );
}
