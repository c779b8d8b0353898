import type { SummaryEvent, SummarySentence } from '@/lib/summarize/types';

export async function eventsOf(stream: AsyncIterable<SummaryEvent>): Promise<SummaryEvent[]> {
  const events: SummaryEvent[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

export function sentencesOf(events: readonly SummaryEvent[]): SummarySentence[] {
  return events.flatMap((event) => (event.type === 'sentence' ? [event.sentence] : []));
}
