import { renderToStaticMarkup } from 'react-dom/server';
import type { Interval } from '@/lib/statistics/bootstrap';
import type { SetReport } from '../retrieval';
import { GainsChart, ScoresChart, SERIES, TimesChart } from './charts';
import { STYLE } from './style';

export interface ReportSubject {
  machine: string;
  /** ISO 8601. */
  madeAt: string;
  sets: readonly SetReport[];
}

/** The figures of `npm run evaluate -- retrieval` as one HTML page that needs nothing else: no script, no network. */
export function reportPage(subject: ReportSubject): string {
  return `<!doctype html>\n${renderToStaticMarkup(<Report {...subject} />)}\n`;
}

function Report({ machine, madeAt, sets }: ReportSubject) {
  const single = mean(sets.map((set) => scoreOf(set, set.bestSingle)));
  const hybrid = mean(sets.map((set) => scoreOf(set, 'hybrid')));
  const queries = sets.reduce((sum, set) => sum + set.queries, 0);
  return (
    <html lang="en">
      {/* A file of its own, not a page of Next.js. */}
      {/* eslint-disable-next-line @next/next/no-head-element */}
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>How well Recollect ranks</title>
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
      </head>
      <body>
        <header>
          <h1>How well Recollect ranks</h1>
          <p>
            {queries.toLocaleString('en')} questions with known answers, {sets.length}{' '}
            {sets.length === 1 ? 'set' : 'sets'}, one setting for all. Made by{' '}
            <code>npm run evaluate -- retrieval</code> on {machine}, {madeAt.slice(0, 10)}.
          </p>
          <dl className="figures">
            <Figure term="nDCG@10, hybrid" value={hybrid.toFixed(3)} />
            <Figure term="better single mode of each set" value={single.toFixed(3)} />
            <Figure term="gain" value={signed(hybrid - single)} strong />
          </dl>
        </header>
        <section>
          <h2>Each set, each mode</h2>
          <p>
            nDCG@10: 1 when the first ten documents are the best ten in the best order. The further right a
            mark, the better; a disc to the right of both others is what the mixture adds.
          </p>
          <Legend />
          <ScoresChart sets={sets} />
        </section>
        <section>
          <h2>What mixing gains</h2>
          <p>
            Hybrid less the better single mode of the same set, question by question. Lines are 95 % intervals
            of the paired bootstrap; a line that does not touch zero is solid.
          </p>
          <GainsChart sets={sets} />
        </section>
        <section>
          <h2>How long a search takes</h2>
          <p>
            From the question to ten marked hits, in this process, without a network. Bars end at the median,
            lines at the 95th percentile, in milliseconds.
          </p>
          <Legend />
          <TimesChart sets={sets} />
        </section>
        <section>
          <h2>All figures</h2>
          {sets.map((set) => (
            <SetFigures key={set.name} set={set} />
          ))}
        </section>
      </body>
    </html>
  );
}

function Figure({ term, value, strong = false }: { term: string; value: string; strong?: boolean }) {
  return (
    <div className={strong ? 'strong' : undefined}>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Legend() {
  return (
    <ul className="legend">
      {SERIES.map(({ name, mark }) => (
        <li key={name} className={name}>
          <span className={`sign ${mark}`} aria-hidden="true" />
          {name}
        </li>
      ))}
    </ul>
  );
}

function SetFigures({ set }: { set: SetReport }) {
  const { name, queries, documents, passages, bestSingle, variants, ingest } = set;
  const rate = ingest.seconds > 0 ? ingest.passages / ingest.seconds : 0;
  return (
    <>
      <h3>{name}</h3>
      <p>
        {queries.toLocaleString('en')} questions, {documents.toLocaleString('en')} documents,{' '}
        {passages.toLocaleString('en')} passages. Embedded at {rate.toFixed(0)} passages a second; database{' '}
        {megabytes(set.databaseBytes)}; peak memory of the evaluation {megabytes(set.peakMemoryBytes)}.
      </p>
      <div className="wide">
        <table>
          <thead>
            <tr>
              <th>variant</th>
              <th>nDCG@10</th>
              <th>against {bestSingle}</th>
              <th>recall@100</th>
              <th>MRR@10</th>
              <th>MAP</th>
            </tr>
          </thead>
          <tbody>
            {variants.map(({ name: variant, measures, gain }) => (
              <tr key={variant} className={variant === 'hybrid' ? 'ours' : undefined}>
                <th scope="row">{variant}</th>
                <td>{measures.ndcg10.toFixed(3)}</td>
                <td>{gain ? interval(gain) : '–'}</td>
                <td>{measures.recall100.toFixed(3)}</td>
                <td>{measures.mrr10.toFixed(3)}</td>
                <td>{measures.averagePrecision.toFixed(3)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function scoreOf({ variants }: SetReport, name: string): number {
  return variants.find((variant) => variant.name === name)?.measures.ndcg10 ?? 0;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function interval({ mean: middle, low, high }: Interval): string {
  return `${signed(middle)} [${signed(low)}, ${signed(high)}]`;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20).toLocaleString('en')} MB`;
}
