import type { SearchMode, SearchResponse, SearchTimings } from './types';

/** Searches remembered in each mode. */
const REMEMBERED = 1_000;

/** Milliseconds. */
export interface Percentiles {
  p50: number;
  p95: number;
  p99: number;
}

export interface ModeLatencies {
  /** Searches looked at: the last ones, at most 1,000. */
  searches: number;
  /** From request to answer. */
  whole: Percentiles;
  /** Stage by stage; vectors and words are looked up side by side. */
  stages: Record<keyof SearchTimings, Percentiles>;
}

type Timed = { tookMs: number; timings: SearchTimings };

/** How long the last searches took. Nothing of what was asked is kept. */
export class LatencyLog {
  readonly #records = new Map<SearchMode, Timed[]>();

  record({ mode, tookMs, timings }: Pick<SearchResponse, 'mode' | 'tookMs' | 'timings'>): void {
    const records = this.#records.get(mode) ?? [];
    records.push({ tookMs, timings });
    if (records.length > REMEMBERED) records.shift();
    this.#records.set(mode, records);
  }

  /** By mode; modes that were not used are left out. */
  report(): Partial<Record<SearchMode, ModeLatencies>> {
    return Object.fromEntries(
      [...this.#records].map(([mode, records]) => {
        const of = (value: (record: Timed) => number) => percentiles(records.map(value));
        const stages = {
          embedMs: of(({ timings }) => timings.embedMs),
          vectorsMs: of(({ timings }) => timings.vectorsMs),
          wordsMs: of(({ timings }) => timings.wordsMs),
          rankMs: of(({ timings }) => timings.rankMs),
          presentMs: of(({ timings }) => timings.presentMs),
        };
        return [mode, { searches: records.length, whole: of(({ tookMs }) => tookMs), stages }];
      }),
    );
  }
}

/** By nearest rank, rounded to hundredths. */
function percentiles(values: readonly number[]): Percentiles {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => {
    const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
    return Math.round(value * 100) / 100;
  };
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
