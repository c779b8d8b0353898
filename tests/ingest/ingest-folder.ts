import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseConfig, type Config } from '@/lib/config';
import { ingest, type IngestOptions } from '@/lib/ingest/ingest';
import type { IngestEvent } from '@/lib/ingest/types';
import { shareModels } from '@/tests/support/compiled-models';

export interface IngestFolder {
  /** Absolute path; targets and URIs are relative to it. */
  root: string;
  config: Config;
  /** Ingests with the real model and a real database, and gives every event. */
  run(
    targets: readonly string[],
    options?: Partial<IngestOptions>,
    deps?: { signal?: AbortSignal; heard?: (event: IngestEvent) => void },
  ): Promise<IngestEvent[]>;
  remove(): void;
}

/** A project folder of its own, with its own database. */
export function ingestFolder(): IngestFolder {
  const base = mkdtempSync(path.join(tmpdir(), 'recollect-ingest-'));
  const root = path.join(base, 'project');
  mkdirSync(root);
  const config = parseConfig({ RECOLLECT_DATA_DIR: path.join(base, 'data') });
  shareModels(config.dataDir);
  return {
    root,
    config,
    async run(targets, options = {}, { signal, heard } = {}) {
      const events: IngestEvent[] = [];
      const emit = (event: IngestEvent) => {
        events.push(event);
        heard?.(event);
      };
      const defaults: IngestOptions = {
        targets,
        root,
        stdin: null,
        fields: {},
        metadata: { tags: [] },
        prune: false,
        reembed: false,
        dryRun: false,
        maxBytes: 50 * 1024 * 1024,
        batchSize: 16,
        parseSeconds: 30,
      };
      await ingest(
        { ...defaults, ...options },
        { config, emit, signal: signal ?? new AbortController().signal },
      );
      return events;
    },
    remove: () => rmSync(base, { recursive: true, force: true }),
  };
}

/** URI to code of everything that failed. */
export function failures(events: readonly IngestEvent[]): Record<string, string> {
  return Object.fromEntries(
    events.flatMap((event) => (event.type === 'failed' ? [[event.uri, event.code]] : [])),
  );
}

/** URI to state of every document. */
export function states(events: readonly IngestEvent[]): Record<string, string> {
  return Object.fromEntries(
    events.flatMap((event) => (event.type === 'document' ? [[event.uri, event.state]] : [])),
  );
}

/** The last event. */
export function ending(events: readonly IngestEvent[]): Extract<IngestEvent, { type: 'end' }> {
  const last = events.at(-1);
  if (last?.type !== 'end') throw new Error('The run told no end');
  return last;
}
