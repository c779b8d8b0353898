import { ERROR_TABLE } from '@/lib/error-table';
import type { NamedFinding } from './types';

const MARKS = { ok: 'ok      ', warning: 'warning ', failed: 'FAILED  ' } as const;

/** One line a finding, with what mends it below, and a verdict at the end. */
export function findingLines(findings: readonly NamedFinding[]): string[] {
  const width = Math.max(...findings.map(({ check }) => check.length));
  const indent = ' '.repeat(MARKS.ok.length + width + 2);
  const lines = findings.flatMap(({ check, state, says, mend }) => [
    `${MARKS[state]}${check.padEnd(width)}  ${says}`,
    // Messages of the error table often say it already.
    ...(mend === undefined || says.includes(mend) ? [] : [`${indent}${mend}`]),
  ]);
  return [...lines, '', verdict(findings)];
}

/** 0 unless something failed; then the exit status of the first failure. */
export function exitStatus(findings: readonly NamedFinding[]): number {
  const failed = findings.find(({ state }) => state === 'failed');
  return failed ? ERROR_TABLE[failed.code ?? 'internal'].exit : 0;
}

function verdict(findings: readonly NamedFinding[]): string {
  const failed = findings.filter(({ state }) => state === 'failed').length;
  const warnings = findings.filter(({ state }) => state === 'warning').length;
  const told = [
    ...(failed > 0 ? [`${failed} to mend`] : []),
    ...(warnings > 0 ? [`${warnings} to know of`] : []),
  ];
  return told.length === 0 ? 'All is well.' : `${told.join(', ')}.`;
}
