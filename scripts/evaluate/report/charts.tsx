import type { SetReport } from '../retrieval';
import { scaleFor } from './scale';

const WIDTH = 860;
const LABELS = 170;
const ROW = 46;
const AXIS = 34;

/** The series of the charts, told apart by shape as well as by colour. */
export const SERIES = [
  { name: 'lexical', mark: 'square' },
  { name: 'semantic', mark: 'diamond' },
  { name: 'hybrid', mark: 'disc' },
] as const;

/** nDCG@10 of the three modes, a row a set: how far hybrid is from its parts is the length between the marks. */
export function ScoresChart({ sets }: { sets: readonly SetReport[] }) {
  const rows = sets.map((set) => ({
    name: set.name,
    scores: SERIES.map(({ name, mark }) => ({ name, mark, score: scoreOf(set, name) })),
  }));
  const scale = scaleFor(
    rows.flatMap(({ scores }) => scores.map(({ score }) => score)),
    [LABELS, WIDTH - 40],
  );
  return (
    <Chart rows={rows.length} scale={scale} digits={2} label="nDCG@10 of every mode on every set">
      {rows.map(({ name, scores }, row) => {
        const values = scores.map(({ score }) => score);
        return (
          <g key={name}>
            <RowLabel row={row}>{name}</RowLabel>
            <line
              className="span"
              x1={scale(Math.min(...values))}
              x2={scale(Math.max(...values))}
              y1={middle(row)}
              y2={middle(row)}
            />
            {scores.map((one) => (
              <Mark key={one.name} {...one} x={scale(one.score)} y={middle(row)} />
            ))}
          </g>
        );
      })}
    </Chart>
  );
}

/** How much hybrid gains on each set's better single mode, with the interval of the paired bootstrap. */
export function GainsChart({ sets }: { sets: readonly SetReport[] }) {
  const rows = sets.flatMap(({ name, bestSingle, variants }) => {
    const gain = variants.find((variant) => variant.name === 'hybrid')?.gain;
    return gain ? [{ name, bestSingle, gain }] : [];
  });
  const scale = scaleFor([0, ...rows.flatMap(({ gain }) => [gain.low, gain.high])], [LABELS, WIDTH - 40]);
  return (
    <Chart
      rows={rows.length}
      scale={scale}
      digits={3}
      label="Gain of hybrid search on the better single mode"
    >
      <line className="zero" x1={scale(0)} x2={scale(0)} y1={0} y2={rows.length * ROW} />
      {rows.map(({ name, bestSingle, gain }, row) => (
        <g key={name}>
          <RowLabel row={row} note={`against ${bestSingle}`}>
            {name}
          </RowLabel>
          <line
            className={`interval ${gain.low > 0 ? 'sure' : ''}`}
            x1={scale(gain.low)}
            x2={scale(gain.high)}
            y1={middle(row)}
            y2={middle(row)}
          />
          <Mark name="hybrid" mark="disc" score={gain.mean} x={scale(gain.mean)} y={middle(row)} />
        </g>
      ))}
    </Chart>
  );
}

/** Milliseconds of a search in every mode: a bar to the median, a line on to the 95th percentile. */
export function TimesChart({ sets }: { sets: readonly SetReport[] }) {
  const times = sets.flatMap((set) => SERIES.map(({ name }) => set.times[name]));
  const scale = scaleFor([0, ...times.map(({ p95 }) => p95)], [LABELS, WIDTH - 40]);
  return (
    <Chart rows={sets.length} scale={scale} digits={0} label="Milliseconds of a search in every mode">
      {sets.map((set, row) => (
        <g key={set.name}>
          <RowLabel row={row} note={`${set.passages.toLocaleString('en')} passages`}>
            {set.name}
          </RowLabel>
          {SERIES.map(({ name }, index) => {
            const { median, p95 } = set.times[name];
            const y = row * ROW + 9 + index * 10;
            return (
              <g key={name} className={name}>
                <title>{`${name}: median ${median.toFixed(1)} ms, 95 % within ${p95.toFixed(1)} ms`}</title>
                <rect className="bar" x={scale(0)} y={y} width={scale(median) - scale(0)} height={8} />
                <line className="whisker" x1={scale(median)} x2={scale(p95)} y1={y + 4} y2={y + 4} />
              </g>
            );
          })}
        </g>
      ))}
    </Chart>
  );
}

function Chart({
  rows,
  scale,
  digits,
  label,
  children,
}: {
  rows: number;
  scale: ReturnType<typeof scaleFor>;
  digits: number;
  label: string;
  children: React.ReactNode;
}) {
  const height = rows * ROW;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${height + AXIS}`} role="img" aria-label={label}>
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <line className="grid" x1={scale(tick)} x2={scale(tick)} y1={0} y2={height} />
          <text className="tick" x={scale(tick)} y={height + 22} textAnchor="middle">
            {tick.toFixed(digits)}
          </text>
        </g>
      ))}
      {children}
    </svg>
  );
}

function RowLabel({ row, note, children }: { row: number; note?: string; children: string }) {
  return (
    <text className="name" x={0} y={middle(row) + (note === undefined ? 5 : -2)}>
      {children}
      {note !== undefined && (
        <tspan className="note" x={0} dy={16}>
          {note}
        </tspan>
      )}
    </text>
  );
}

function Mark({
  name,
  mark,
  score,
  x,
  y,
}: {
  name: string;
  mark: string;
  score: number;
  x: number;
  y: number;
}) {
  return (
    <g className={name} transform={`translate(${x} ${y})`}>
      <title>{`${name}: ${score.toFixed(3)}`}</title>
      {mark === 'disc' && <circle className="mark" r={7} />}
      {mark === 'square' && <rect className="mark" x={-6} y={-6} width={12} height={12} />}
      {mark === 'diamond' && <path className="mark" d="M0-8 8 0 0 8-8 0Z" />}
    </g>
  );
}

function middle(row: number): number {
  return row * ROW + ROW / 2;
}

function scoreOf({ variants }: SetReport, name: string): number {
  return variants.find((variant) => variant.name === name)?.measures.ndcg10 ?? 0;
}
