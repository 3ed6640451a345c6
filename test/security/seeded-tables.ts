import { createHash } from 'node:crypto';
import { type Client } from 'pg';
import { bodies, dossierOf, personOf, type Owner } from './table-rules.js';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  /** Table whose id the column holds, as its foreign key says. */
  readonly references: string | null;
}

/** A table of the schema as the catalogue describes it, without the columns the database fills by itself. */
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
}

export interface Place {
  readonly label: string;
  readonly owner: Owner;
}

export interface SeededRow extends Place {
  readonly ctid: string;
}

const catalogue = `
  select c.relname as "table", a.attname as name, a.atttypid::regtype::text as type, not a.attnotnull as nullable,
    (select f.confrelid::regclass::text from pg_constraint f where f.contype = 'f' and f.conrelid = c.oid and f.conkey = array[a.attnum]
      limit 1) as references
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
  where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> 'schema_migrations' and a.attnum > 0 and not a.attisdropped
    and a.attidentity = '' and a.attgenerated = ''
  order by c.relname, a.attnum`;

/** Every table of the schema but the list of migrations, to which the application role has no right at all. */
export async function discoverTables(owner: Client): Promise<Table[]> {
  const { rows } = await owner.query<Column & { table: string }>(catalogue);
  const names = [...new Set(rows.map((row) => row.table))];
  return names.map((name) => ({ name, columns: rows.filter((row) => row.table === name) }));
}

export const has = (table: Table, column: string): boolean => table.columns.some(({ name }) => name === column);

const idOf = (table: string, label: string): string => {
  if (table === 'enti') return bodies[label as keyof typeof bodies];
  const hex = createHash('sha256').update(`${table} ${label}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

function valueOf(type: string, ordinal: number): unknown {
  if (type.endsWith('[]')) return [];
  // An amount is never zero.
  if (type.startsWith('numeric')) return ordinal + 1;
  if (/^(integer|bigint|smallint|double|real)/.test(type)) return ordinal;
  if (/^(text|character varying)/.test(type)) return `row ${ordinal}`;
  if (type.startsWith('character')) return createHash('sha256').update(String(ordinal)).digest('hex');
  if (type.startsWith('timestamp')) return '2026-03-02T09:00:00Z';
  if (type === 'date') return `2026-01-${String((ordinal % 28) + 1).padStart(2, '0')}`;
  if (type === 'uuid') return idOf('value', String(ordinal));
  if (type === 'boolean') return false;
  if (type === 'jsonb') return {};
  if (type === 'bytea') return `\\x${String(ordinal).padStart(8, '0')}`;
  if (type === 'inet') return '127.0.0.1';
  throw new Error(`no value for a column of type ${type}: teach the seed`);
}

/**
 * A row of the table for a place, its references pointing to the rows of the same place (or of `relatives`).
 * @param ordinal makes its keys unlike those of any other row of the table.
 */
export function rowFor(table: Table, place: Place, ordinal: number, relatives = place.label): Record<string, unknown> {
  const value = ({ name, type, nullable, references }: Column): unknown => {
    if (name === 'sua_id') return place.owner.sua;
    if (name === 'ente_id') return place.owner.ente;
    if (name === 'dossier_id') return place.owner.dossier;
    if (name === 'internal_to') return place.owner.internalTo ?? null;
    if (nullable) return null;
    if (references !== null) return idOf(references, relatives);
    if (name === 'id' && type === 'uuid')
      return table.name === 'enti' || ordinal <= seeded ? idOf(table.name, place.label) : valueOf(type, ordinal);
    return valueOf(type, ordinal);
  };
  return Object.fromEntries(table.columns.map((column) => [column.name, value(column)]));
}

const seeded = 10;

export function insertion(table: Table, row: Record<string, unknown>): string {
  const columns = table.columns.map(({ name }) => `"${name}"`).join(', ');
  const json = JSON.stringify(row).replaceAll("'", "''");
  return `insert into ${table.name} (${columns}) select ${columns} from jsonb_populate_record(null::${table.name}, '${json}'::jsonb)`;
}

/** The same place with something internal to its Province, and to its body where that is another one. */
function internalPlaces({ label, owner }: Place): Place[] {
  const sides = [...new Set([owner.sua, owner.ente])];
  return sides.flatMap((side) =>
    side === null ? [] : [{ label: `${label} for ${side.slice(0, 4)}`, owner: { ...owner, internalTo: side } }],
  );
}

/** The places for which the table has a row: every body of both Provinces, and none where the column allows it. */
export function placesOf(table: Table): Place[] {
  const hasDossier = table.name === 'dossiers' || has(table, 'dossier_id');
  const places = Object.entries(bodies).map(([label, ente]): Place => ({
    label,
    owner: {
      sua: label.startsWith('A') ? bodies.A : bodies.B,
      ente,
      dossier: hasDossier ? dossierOf(label) : null,
      person: personOf(label),
    },
  }));
  if (has(table, 'internal_to')) places.push(...places.flatMap(internalPlaces));
  const isProducts = table.columns.some(({ name, nullable }) => name === 'sua_id' && nullable);
  if (isProducts) places.push({ label: 'product', owner: { sua: null, ente: null, dossier: null, person: '' } });
  const canBeNobodys = table.columns.some(({ name, nullable }) => name === 'ente_id' && nullable);
  const nobodys = (['A', 'B'] as const).map((label): Place => ({
    label,
    owner: { sua: bodies[label], ente: null, dossier: null, person: personOf(label) },
  }));
  return canBeNobodys ? [...places, ...nobodys] : places;
}

async function keep(owner: Client, table: Table, row: Record<string, unknown>): Promise<string> {
  const { rows } = await owner.query<{ ctid: string }>(`${insertion(table, row)} returning ctid::text`);
  return rows[0]?.ctid ?? '';
}

/**
 * Fills every table with a row for each place; keys and triggers of the database are off, only the walls under test stand.
 * A person of Province B also holds a role in a comune of Province A, so that an appointment alone opens nothing.
 */
export async function seedTables(owner: Client, tables: readonly Table[]): Promise<Map<string, SeededRow[]>> {
  const rows = new Map<string, SeededRow[]>();
  for (const table of tables) {
    await owner.query(`alter table ${table.name} disable trigger all`);
    const kept: SeededRow[] = [];
    for (const [index, place] of placesOf(table).entries()) {
      // A second row of one place needs an id of its own.
      const ordinal = place.owner.ente === null ? seeded + 1 + index : index;
      kept.push({ ...place, ctid: await keep(owner, table, rowFor(table, place, ordinal)) });
    }
    const crossing = kept.find(({ label }) => label === 'A1');
    if (table.name === 'role_assignments' && crossing) {
      const { label, owner: of } = crossing;
      kept.push({ label, owner: of, ctid: await keep(owner, table, rowFor(table, crossing, seeded + 20, 'B1')) });
    }
    rows.set(table.name, kept);
  }
  return rows;
}

/** The lowest ordinal that no seeded row has. */
export const freshOrdinal = 100;
