import type { Database } from 'better-sqlite3';

export interface Table {
  /** Column → its type, whether it may be NULL, and its default as SQL. */
  columns: Record<string, string>;
  primaryKey: string[];
  autoincrement: boolean;
  /** Name → columns; unique ones begin with `unique`. */
  indexes: Record<string, string>;
  foreignKeys: string[];
}

const TYPES: Readonly<Record<string, string>> = {
  String: 'TEXT',
  Int: 'INTEGER',
  DateTime: 'DATETIME',
  Bytes: 'BLOB',
};

interface Field {
  name: string;
  column: string;
  type: string;
  optional: boolean;
  attributes: string;
}

interface Model {
  table: string;
  fields: Field[];
  lines: string[];
}

/** The tables that a Prisma schema describes, in the part of its language that prisma/schema.prisma uses. */
export function tablesOfSchema(schema: string): Record<string, Table> {
  const models = new Map<string, Model>();
  for (const [, name = '', body = ''] of schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)) {
    const lines = body.split('\n').map((line) => line.trim());
    models.set(name, { table: mapped(body, '@@map', name), fields: lines.flatMap(toField), lines });
  }
  return Object.fromEntries([...models.values()].map((model) => [model.table, toTable(model, models)]));
}

function toField(line: string): Field[] {
  const match = /^(\w+)\s+(\w+)(\?|\[\])?(.*)$/.exec(line);
  if (!match || match[3] === '[]') return [];
  const [, name = '', type = '', mark, attributes = ''] = match;
  return [{ name, column: mapped(attributes, '@map', name), type, optional: mark === '?', attributes }];
}

function mapped(text: string, attribute: string, standard: string): string {
  return new RegExp(`(?:^|\\s)${attribute}\\("(\\w+)"\\)`).exec(text)?.[1] ?? standard;
}

function toTable({ table, fields, lines }: Model, models: ReadonlyMap<string, Model>): Table {
  const scalars = fields.filter(({ type }) => type in TYPES);
  const columnsOf = (list: string, from = fields) =>
    list.split(',').map((name) => from.find((field) => field.name === name.trim())?.column ?? name);
  const indexes: Table['indexes'] = {};
  for (const { column, attributes } of scalars)
    if (/@unique/.test(attributes)) indexes[`${table}_${column}_key`] = `unique ${column}`;
  for (const line of lines) {
    const [, kind, list = ''] = /^@@(index|unique)\(\[(.*)\]\)$/.exec(line) ?? [];
    const columns = columnsOf(list);
    if (kind === 'index') indexes[`${table}_${columns.join('_')}_idx`] = columns.join(', ');
    if (kind === 'unique') indexes[`${table}_${columns.join('_')}_key`] = `unique ${columns.join(', ')}`;
  }
  const foreignKeys = fields.flatMap(({ type, attributes }) => {
    const relation = /fields: \[(.*?)\], references: \[(.*?)\], onDelete: (\w+)/.exec(attributes);
    const other = models.get(type);
    if (!relation || !other) return [];
    const [, from = '', to = '', onDelete = ''] = relation;
    return [
      foreignKey(
        columnsOf(from).join(),
        other.table,
        columnsOf(to, other.fields).join(),
        onDelete,
        'Cascade',
      ),
    ];
  });
  const composite = lines.map((line) => /^@@id\(\[(.*)\]\)$/.exec(line)?.[1]).find(Boolean);
  const ids = scalars.filter(({ attributes }) => /@id\b/.test(attributes));
  return {
    columns: Object.fromEntries(scalars.map((field) => [field.column, columnOf(field)])),
    primaryKey: composite ? columnsOf(composite) : ids.map(({ column }) => column),
    autoincrement: ids.some(({ attributes }) => attributes.includes('autoincrement()')),
    indexes,
    foreignKeys: foreignKeys.sort(),
  };
}

function columnOf({ type, optional, attributes }: Field): string {
  const given = /@default\((.*?\)?)\)/.exec(attributes)?.[1];
  const standard =
    given === undefined || given === 'autoincrement()'
      ? null
      : given === 'now()'
        ? 'CURRENT_TIMESTAMP'
        : given.replaceAll('"', "'");
  return describeColumn(TYPES[type] ?? type, !optional, standard);
}

/** The tables that a database has, without those of SQLite, FTS5 and Prisma itself. */
export function tablesOfDatabase(db: Database): Record<string, Table> {
  const tables = db
    .prepare<[], { name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
         AND name NOT LIKE 'passages_fts%' AND name <> '_prisma_migrations'`,
    )
    .all();
  return Object.fromEntries(tables.map(({ name, sql }) => [name, tableIn(db, name, sql)]));
}

function tableIn(db: Database, table: string, sql: string): Table {
  const pragma = <Row>(name: string, of = table) => db.pragma(`${name}("${of}")`) as Row[];
  const columns = pragma<{ name: string; type: string; notnull: number; dflt_value: string; pk: number }>(
    'table_info',
  );
  const indexes = pragma<{ name: string; unique: number; origin: string }>('index_list')
    .filter(({ origin }) => origin !== 'pk')
    .map(({ name, unique }) => {
      const list = pragma<{ name: string }>('index_info', name).map((column) => column.name);
      return [name, `${unique ? 'unique ' : ''}${list.join(', ')}`];
    });
  const keys =
    pragma<Record<'from' | 'table' | 'to' | 'on_delete' | 'on_update', string>>('foreign_key_list');
  return {
    columns: Object.fromEntries(
      columns.map(({ name, type, notnull, dflt_value }) => [
        name,
        describeColumn(type, notnull === 1, dflt_value),
      ]),
    ),
    primaryKey: columns
      .filter(({ pk }) => pk > 0)
      .sort((a, b) => a.pk - b.pk)
      .map(({ name }) => name),
    autoincrement: /AUTOINCREMENT/.test(sql),
    indexes: Object.fromEntries(indexes) as Table['indexes'],
    foreignKeys: keys
      .map((key) => foreignKey(key.from, key.table, key.to, key.on_delete, key.on_update))
      .sort(),
  };
}

function describeColumn(type: string, notNull: boolean, standard: string | null): string {
  return [type, ...(notNull ? ['NOT NULL'] : []), ...(standard === null ? [] : [`DEFAULT ${standard}`])].join(
    ' ',
  );
}

function foreignKey(from: string, table: string, to: string, onDelete: string, onUpdate: string): string {
  const action = (name: string) => name.toUpperCase().replaceAll(' ', '');
  return `${from} → ${table}.${to} on delete ${action(onDelete)}, on update ${action(onUpdate)}`;
}
