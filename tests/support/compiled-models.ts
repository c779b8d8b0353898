import { mkdirSync, symlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of compiled models that all tests share; whoever needs MiniLM first compiles it there. */
    compiledModels: string;
  }
}

/** Once for all tests of a project: a folder for compiled models, as compiling one takes seconds in every test file. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'recollect-models-'));
  project.provide('compiledModels', folder);
  return () => rm(folder, { recursive: true, force: true });
}

/** Gives a data folder, made when it is not there, the models that the tests share. */
export function shareModels(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true });
  symlinkSync(inject('compiledModels'), path.join(dataDir, 'models'));
}
