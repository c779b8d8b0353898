import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createRetriever, type Retriever } from '@/lib/index/retriever-client';
import type { IngestOptions } from '@/lib/ingest/ingest';
import { search, type SearchDependencies } from '@/lib/search/search';
import type { SearchRequest, SearchResponse } from '@/lib/search/types';
import { openStore } from '@/lib/store';
import { ingestFolder, type IngestFolder } from '../ingest/ingest-folder';

/** A corpus that was ingested as users do it, with the real encoder and index behind their workers. */
export interface Searchable extends SearchDependencies {
  retriever: Retriever;
  folder: IngestFolder;
  /** Ingests files of the folder, made from their names and texts. */
  add(files: Readonly<Record<string, string>>, options?: Partial<IngestOptions>): Promise<void>;
  ask(query: string, request?: Partial<SearchRequest>): Promise<SearchResponse>;
  close(): Promise<void>;
}

/** @param ingestFirst targets and options of a first ingest, instead of none */
export async function searchable(ingestFirst?: {
  targets: string[];
  options: Partial<IngestOptions>;
}): Promise<Searchable> {
  const folder = ingestFolder();
  await folder.run(ingestFirst?.targets ?? ['.'], ingestFirst?.options);
  const store = await openStore(folder.config.databaseFile);
  const retriever = createRetriever(folder.config);
  const deps = { store, retriever, config: folder.config };
  return {
    ...deps,
    folder,
    async add(files, options) {
      for (const [name, text] of Object.entries(files)) {
        const file = path.join(folder.root, name);
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
      await folder.run(Object.keys(files), options);
    },
    ask: (query, request = {}) =>
      search(deps, { query, mode: 'hybrid', limit: 10, offset: 0, filter: {}, ...request }),
    async close() {
      await retriever.close();
      await store.close();
      folder.remove();
    },
  };
}

/** URIs of the documents found, best first. */
export const urisOf = ({ hits }: SearchResponse): string[] => hits.map(({ document }) => document.uri);
