import { cpus } from 'node:os';

/** Milliseconds. */
export interface Latency {
  median: number;
  /** What web vitals are judged by. Source: web.dev/articles/vitals. */
  p75: number;
  p95: number;
  max: number;
}

/** @param values milliseconds, at least one */
export function latencyOf(values: readonly number[]): Latency {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN);
  return { median: at(0.5), p75: at(0.75), p95: at(0.95), max: round(sorted.at(-1) ?? NaN) };
}

/** To two digits after the point. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

export function verdict(met: boolean): string {
  return met ? 'met' : 'NOT met';
}

/** The processor and the runtime that figures were measured on. */
export function machineName(): string {
  return `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}`;
}
