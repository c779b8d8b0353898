import type { IngestEvent } from '@/lib/ingest/types';

/** Where lines go; process.stdout is one. */
export interface Output {
  write(text: string): unknown;
  isTTY?: boolean | undefined;
  columns?: number | undefined;
}

/** Milliseconds between plain progress lines; a terminal's one line is redrawn more often. */
const PLAIN_INTERVAL = 10_000;
const TTY_INTERVAL = 100;

/** A printer of ingest events: one JSON object a line, one redrawn line on a terminal, plain lines elsewhere. */
export function eventPrinter(output: Output, { json }: { json: boolean }): (event: IngestEvent) => void {
  if (json) return (event) => output.write(`${JSON.stringify(event)}\n`);
  const tty = output.isTTY === true;
  let lastProgress = 0;
  let drawn = false;
  const line = (text: string) => {
    output.write(drawn ? `\r\u001b[K${text}\n` : `${text}\n`);
    drawn = false;
  };

  return (event) => {
    if (event.type === 'start') {
      const dry = event.dryRun ? ' (dry run: nothing is written)' : '';
      line(`Ingesting ${amount(event.files, 'file')} into ${event.database} with ${event.model}${dry}`);
    } else if (event.type === 'failed') {
      line(`failed   ${event.message} [${event.code}]`);
    } else if (event.type === 'document') {
      if (event.state === 'removed') line(`removed  ${event.uri}`);
    } else if (event.type === 'progress') {
      const now = Date.now();
      if (now - lastProgress < (tty ? TTY_INTERVAL : PLAIN_INTERVAL)) return;
      lastProgress = now;
      const text = progressLine(event);
      if (!tty) return line(text);
      output.write(`\r\u001b[K${text.slice(0, (output.columns ?? 80) - 1)}`);
      drawn = true;
    } else if (event.type === 'end') {
      for (const text of endLines(event)) line(text);
    }
  };
}

function progressLine(event: Extract<IngestEvent, { type: 'progress' }>): string {
  const parts = [
    amount(event.documentsDone, 'document'),
    amount(event.passagesDone, 'passage'),
    ...(event.passagesPerSecond > 0 ? [`${event.passagesPerSecond}/s`] : []),
    ...(event.etaSeconds === null ? [] : [`about ${duration(event.etaSeconds * 1000)} left`]),
  ];
  return parts.join(' · ');
}

function endLines({ documents, ...event }: Extract<IngestEvent, { type: 'end' }>): string[] {
  const states = (['added', 'updated', 'unchanged', 'removed'] as const)
    .filter((state) => documents[state] > 0)
    .map((state) => `${count(documents[state])} ${state}`);
  const memory = Math.round(event.peakRssBytes / 1024 / 1024);
  const ready = documents.added + documents.updated + documents.unchanged;
  const others = ready > 0 ? '; the others are ready' : '';
  return [
    `${amount(ready, 'document')} ready${states.length > 0 ? `: ${states.join(', ')}` : ''}`,
    `${amount(event.embedded, 'passage')} embedded, ${count(event.reused)} reused, in ${duration(event.tookMs)}; peak memory ${count(memory)} MB`,
    ...(documents.failed > 0 ? [`${amount(documents.failed, 'document')} failed (see above)${others}`] : []),
  ];
}

function amount(n: number, noun: string): string {
  return `${count(n)} ${noun}${n === 1 ? '' : 's'}`;
}

function count(n: number): string {
  return n.toLocaleString('en-US');
}

/** @example duration(83_000) // '1 min 23 s' */
export function duration(ms: number): string {
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}
