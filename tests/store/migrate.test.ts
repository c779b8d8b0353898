import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '@/lib/store';
import { migrate, readMigrations } from '@/lib/store/migrate';
import { projectRoot } from '@/scripts/support/project-root';
import { temporaryStore, type TemporaryStore } from './open-temporary';
import { tablesOfDatabase, tablesOfSchema } from './prisma-schema';

const migrations = readMigrations();
const schema = () => readFileSync(path.join(projectRoot, 'prisma', 'schema.prisma'), 'utf8');

let place: TemporaryStore;
beforeEach(async () => {
  place = await temporaryStore();
});
afterEach(() => place.remove());

const applied = () =>
  place.store.db
    .prepare<[], { migration_name: string; checksum: string; applied_steps_count: number }>(
      'SELECT migration_name, checksum, applied_steps_count FROM "_prisma_migrations" ORDER BY migration_name',
    )
    .all();

describe('the migrations', () => {
  it('make the tables that the Prisma schema describes', () => {
    const described = tablesOfSchema(schema());
    expect(Object.keys(described)).toHaveLength(14);
    expect(tablesOfDatabase(place.store.db)).toEqual(described);
  });

  it.each([
    ['a column', (text: string) => text.replace(/^ {2}page .*\n/m, '')],
    ['its type', (text: string) => text.replace('page        Int?', 'page        String?')],
    ['whether it may be missing', (text: string) => text.replace('page        Int?', 'page        Int')],
    ['a default', (text: string) => text.replace('@default("und")', '@default("en")')],
    [
      'an index',
      (text: string) => text.replace('@@index([vectorId, live, documentId])', '@@index([live, vectorId])'),
    ],
    ['what must be unique', (text: string) => text.replace('@@unique([versionId, ordinal])', '')],
    ['a foreign key', (text: string) => text.replace('onDelete: Restrict', 'onDelete: Cascade')],
  ])('are not taken for the same when the schema differs in %s', (_, change) => {
    const other = change(schema());
    expect(other).not.toBe(schema());
    expect(tablesOfDatabase(place.store.db)).not.toEqual(tablesOfSchema(other));
  });

  it('are recorded as Prisma records them: by name, with the sha256 of the file, once', async () => {
    const recorded = migrations.map(({ name, checksum }) => ({
      migration_name: name,
      checksum,
      applied_steps_count: 1,
    }));
    expect(applied()).toEqual(recorded);
    await (await openStore(place.file)).close();
    expect(applied()).toEqual(recorded);
  });

  it('are applied all or none: one that fails leaves the database as it was', () => {
    const { db } = place.store;
    const good = { name: '99990101000000_good', sql: 'CREATE TABLE good (id INTEGER);', checksum: 'a' };
    const bad = { name: '99990101000001_bad', sql: 'CREATE TABLE good (id INTEGER);', checksum: 'b' };
    expect(() => migrate(db, place.file, [...migrations, good, bad])).toThrow(/already exists/);
    expect(applied()).toHaveLength(migrations.length);
    expect(db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'good'").get()).toBeUndefined();
    expect(migrate(db, place.file, [...migrations, good])).toEqual([good.name]);
    expect(migrate(db, place.file, [...migrations, good])).toEqual([]);
  });
});

describe('opening a database', () => {
  it('of a newer version is refused', async () => {
    place.store.db
      .prepare(
        `INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name) VALUES ('x', 'y', 1, ?)`,
      )
      .run('99990101000000_future');
    await expect(openStore(place.file)).rejects.toMatchObject({ code: 'database_too_new' });
    await expect(openStore(place.file, { readonly: true })).rejects.toMatchObject({
      code: 'database_too_new',
    });
  });

  it('whose migration was edited since is refused', async () => {
    place.store.db.prepare(`UPDATE "_prisma_migrations" SET checksum = 'other'`).run();
    await expect(openStore(place.file)).rejects.toMatchObject({ code: 'migration_changed' });
  });

  it('for reading needs one that is there and current', async () => {
    const readonly = { readonly: true };
    const missing = openStore(path.join(place.folder, 'missing.db'), readonly);
    await expect(missing).rejects.toMatchObject({ code: 'database_unusable' });
    const old = path.join(place.folder, 'old.db');
    new Database(old).close();
    const error = await openStore(old, readonly).catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ code: 'database_unusable' });
    expect((error as Error).message).toContain('npm run setup');
  });

  it.each([
    ['is no database', Buffer.from('This is a letter to my aunt.'.repeat(50))],
    ['is zeroed from its middle on', null],
  ])('that %s is refused with what to do', async (_, content) => {
    const file = path.join(place.folder, 'damaged.db');
    await (await openStore(file)).close();
    const bytes = readFileSync(file);
    writeFileSync(file, content ?? bytes.fill(0, 0, 4096));
    const error = await openStore(file).catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ code: 'database_unusable' });
    expect((error as Error).message).toContain(file);
    expect((error as Error).message).toContain('ingest again');
  });
});

describe('Prisma and plain SQL', () => {
  it('read what the other wrote', async () => {
    const { prisma, db } = place.store;
    await prisma.document.create({
      data: { id: 'a', uri: 'a.md', title: 'A', mediaType: 'text/plain', tags: { create: { tag: 't' } } },
    });
    expect(db.prepare('SELECT title, collection, language FROM documents').get()).toEqual({
      title: 'A',
      collection: 'default',
      language: 'und',
    });
    db.prepare("UPDATE documents SET title = 'B' WHERE id = 'a'").run();
    const row = await prisma.document.findUnique({ where: { id: 'a' }, include: { tags: true } });
    expect(row).toMatchObject({ title: 'B', tags: [{ tag: 't' }] });
  });
});
