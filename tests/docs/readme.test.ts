import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { environmentSchema } from '@/lib/config';
import { ingestCommand } from '@/scripts/ingest/options';
import { projectRoot } from '@/scripts/support/project-root';
import { anchors, documents, read, relativeLinks, tableRows, withoutBackticks } from './documents';

const readme = read('README.md');
const scripts = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts;
/** What the table says of a variable that has no default. */
const NOT_SET = 'not set';

describe('README', () => {
  const variables = tableRows(readme, 'variable').map(([name = '', standard = '']) => ({
    name: withoutBackticks(name),
    standard: withoutBackticks(standard),
  }));

  it('lists every variable that is read, and no other', () => {
    expect(variables.map(({ name }) => name).sort()).toEqual(Object.keys(environmentSchema.shape).sort());
  });

  it('gives the defaults that hold', () => {
    const given = variables.filter(({ standard }) => standard !== NOT_SET);
    const written = Object.fromEntries(given.map(({ name, standard }) => [name, standard]));
    expect(environmentSchema.parse(written)).toEqual(environmentSchema.parse({}));
    const unset = variables.filter(({ standard }) => standard === NOT_SET).map(({ name }) => name);
    const defaults = environmentSchema.parse({});
    expect(unset).toEqual(Object.keys(environmentSchema.shape).filter((name) => !(name in defaults)));
  });

  it('lists every option of ingest, and no other', () => {
    const listed = tableRows(readme, 'option').flatMap(([cell = '']) => cell.match(/--[a-z-]+/g) ?? []);
    const known = ingestCommand().options.flatMap(({ long }) => long ?? []);
    expect(listed.sort()).toEqual(known.sort());
  });

  it('quick-starts with two commands, each whole on a fresh clone', () => {
    const commands = /```sh\n([\s\S]*?)```/.exec(readme)?.[1]?.trim().split('\n') ?? [];
    expect(commands.map((line) => line.replace(/\s*#.*/, ''))).toEqual([
      'npm ci && npm run demo',
      'npm ci && npm test',
    ]);
  });
});

describe.each(documents())('%s', (file) => {
  const text = read(file);

  it('names only npm scripts that exist', () => {
    const named = [...text.matchAll(/npm run ([a-z][a-z:]*)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('names only measures and checks that exist', () => {
    const named = [...text.matchAll(/npm run (evaluate|bench|doctor) -- ([a-z]+)/g)];
    const missing = named.filter(
      ([, script = '', command = '']) => !read(`scripts/${script}.ts`).includes(`.command('${command}')`),
    );
    expect(missing.map(([all]) => all)).toEqual([]);
  });

  it('names only folders and files of the sources that exist', () => {
    const named = [
      ...text.matchAll(/`((?:app|components|lib|prisma|scripts|tests|training|workers)\/[\w./-]+)`/g),
    ];
    const missing = named.filter(([, place = '']) => !existsSync(path.join(projectRoot, place)));
    expect(missing.map(([all]) => all)).toEqual([]);
  });

  it('has only links that lead somewhere', () => {
    const broken = relativeLinks(text).filter((target) => {
      const [place = '', anchor] = target.split('#');
      const linked = place === '' ? file : path.posix.join(path.posix.dirname(file), place);
      if (!existsSync(path.join(projectRoot, linked))) return true;
      return anchor !== undefined && !anchors(read(linked)).includes(anchor);
    });
    expect(broken).toEqual([]);
  });
});
