import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { migrate } from '@/lib/store/migrate';
import { read } from '@/tests/docs/documents';

/** SQLite's type for every scalar of the schema. */
const TYPES: Readonly<Record<string, string>> = {
  String: 'TEXT',
  Int: 'INTEGER',
  DateTime: 'DATETIME',
  Bytes: 'BLOB',
};

interface Column {
  name: string;
  type: string;
  required: boolean;
}

interface Table {
  name: string;
  columns: Column[];
  /** Columns of each index, joined; without primary keys. */
  indexes: { unique: boolean; columns: string }[];
}

/** The tables that prisma/schema.prisma describes. */
function described(schema: string): Table[] {
  return [...schema.matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gm)].map(([, body = '']) => {
    const lines = body.split('\n').map((line) => line.trim());
    const fields = lines.flatMap((line) => {
      const [, field = '', scalar = '', optional] = /^(\w+)\s+(\w+)(\?)?(?=\s|$)/.exec(line) ?? [];
      const type = TYPES[scalar];
      if (type === undefined) return [];
      const name = /@map\("(\w+)"\)/.exec(line)?.[1] ?? field;
      const unique = /@unique\b/.test(line);
      return [{ field, unique, column: { name, type, required: optional === undefined } }];
    });
    const nameOf = (field: string) => fields.find((one) => one.field === field)?.column.name ?? field;
    const joint = [...body.matchAll(/@@(index|unique)\(\[([^\]]+)\]\)/g)].map(([, kind, list = '']) => ({
      unique: kind === 'unique',
      columns: list
        .split(',')
        .map((field) => nameOf(field.trim()))
        .join(', '),
    }));
    const single = fields.filter(({ unique }) => unique).map(({ column }) => column.name);
    return {
      name: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? '',
      columns: sorted(fields.map(({ column }) => column)),
      indexes: sortedIndexes([...joint, ...single.map((columns) => ({ unique: true, columns }))]),
    };
  });
}

/** The tables that the migrations make, besides full text and Prisma's own. */
function made(): Table[] {
  const db = new Database(':memory:');
  migrate(db, ':memory:');
  const names = db
    .prepare<[], string>(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
       AND name NOT LIKE 'passages\\_fts%' ESCAPE '\\' AND name <> '_prisma_migrations'`,
    )
    .pluck()
    .all();
  return names.map((name) => {
    const columns = db.pragma(`table_info(${name})`) as { name: string; type: string; notnull: number }[];
    const indexes = db.pragma(`index_list(${name})`) as { name: string; unique: number; origin: string }[];
    const columnsOf = (index: string) =>
      (db.pragma(`index_info(${index})`) as { name: string }[]).map((one) => one.name).join(', ');
    return {
      name,
      columns: sorted(
        columns.map((one) => ({ name: one.name, type: one.type, required: one.notnull === 1 })),
      ),
      indexes: sortedIndexes(
        indexes
          .filter(({ origin }) => origin === 'c')
          .map((one) => ({ unique: one.unique === 1, columns: columnsOf(one.name) })),
      ),
    };
  });
}

const sorted = (columns: Column[]) => columns.sort((a, b) => (a.name < b.name ? -1 : 1));
const sortedIndexes = (indexes: Table['indexes']) =>
  indexes.sort((a, b) => (a.columns < b.columns ? -1 : a.columns > b.columns ? 1 : 0));

describe('the migrations', () => {
  const wanted = described(read('prisma/schema.prisma'));
  const found = made();

  it('make the tables of the schema and no others', () => {
    expect(found.map(({ name }) => name).sort()).toEqual(wanted.map(({ name }) => name).sort());
  });

  it.each(wanted)('make $name with its columns, types and indexes', (table) => {
    expect(table.columns.length).toBeGreaterThan(0);
    expect(found.find(({ name }) => name === table.name)).toEqual(table);
  });
});
