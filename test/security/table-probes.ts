import { type Client } from 'pg';
import { freshOrdinal, has, insertion, placesOf, rowFor, type SeededRow, type Table } from './seeded-tables.js';
import { allEyes, type Eyes, type Owner, type TableRule } from './table-rules.js';

/** One attempt of the application role and what must come of it: rows touched, or `refused`. */
interface Probe {
  readonly what: string;
  readonly sql: string;
  readonly expected: string;
}

interface Look {
  readonly eyes: Eyes;
  /** Physical places of the rows that must be visible. */
  readonly visible: readonly string[];
  readonly attempts: readonly Probe[];
}

export interface TableProbes {
  readonly table: string;
  readonly looks: readonly Look[];
}

/**
 * `probe.attempt` runs a statement, undoes it and tells how many rows it touched, or that it was refused. A row that only a key
 * of the database stops has passed the wall. `probe.seen` tells which rows are visible.
 */
export const probeFunctions = [
  'create schema probe',
  'grant usage on schema probe to gare_app',
  `create function probe.attempt(statement text) returns text language plpgsql as $$
  declare touched bigint;
  begin
    execute statement;
    get diagnostics touched = row_count;
    raise exception using errcode = 'ZP000', message = touched::text;
  exception
    when sqlstate 'ZP000' then return sqlerrm;
    when insufficient_privilege then return 'refused';
    when integrity_constraint_violation then return '1';
    when others then return sqlstate || ' ' || sqlerrm;
  end $$`,
  `create function probe.seen(name text) returns text[] language plpgsql as $$
  declare places text[];
  begin
    execute format('select coalesce(array_agg(ctid::text order by ctid), ''{}'') from %I', name) into places;
    return places;
  exception when insufficient_privilege then return array['refused'];
  end $$`,
];

const isOwned = (table: Table): boolean => has(table, 'sua_id');

/** Where the row of a place would belong after it was given the owner of another. */
function moved(table: Table, row: Owner, to: Owner): { owner: Owner; set: string } {
  if (!has(table, 'ente_id')) return { owner: { ...row, sua: to.sua }, set: `sua_id = '${to.sua}'` };
  return {
    owner: { ...to, dossier: row.dossier, person: row.person },
    set: `sua_id = '${to.sua}', ente_id = ${to.ente === null ? 'null' : `'${to.ente}'`}`,
  };
}

function attemptsFor(table: Table, rule: TableRule, rows: readonly SeededRow[], eyes: Eyes): Probe[] {
  const { name } = table;
  const sees = (row: Owner): boolean => rule.sees(eyes, row);
  const writes = (row: Owner): boolean => (rule.writes ?? rule.sees)(eyes, row);
  const changes = (row: Owner): boolean => sees(row) && (rule.changes ?? rule.sees)(eyes, row);
  const becomes = (row: Owner, next: Owner): string => (!changes(row) ? '0' : sees(next) && writes(next) ? '1' : 'refused');
  const [column] = table.columns;
  const itself = (name: string): string => `${name} = ${name}`;
  const touch = itself(rule.updatesOnly ?? column?.name ?? '');
  const probes: Probe[] = [];
  for (const { label, owner, ctid } of rows) {
    const at = `where ctid = '${ctid}'`;
    const change = rule.appendOnly ? 'refused' : becomes(owner, owner);
    probes.push({ what: `update row of ${label}`, sql: `update ${name} set ${touch} ${at}`, expected: change });
    probes.push({
      what: `delete row of ${label}`,
      sql: `delete from ${name} ${at}`,
      expected: rule.deletes ? (changes(owner) ? '1' : '0') : 'refused',
    });
    if (rule.updatesOnly !== undefined) {
      probes.push({ what: `rewrite row of ${label}`, sql: `update ${name} set ${itself(column?.name ?? '')} ${at}`, expected: 'refused' });
    }
    if (rule.appendOnly || rule.updatesOnly !== undefined || !isOwned(table) || !sees(owner)) continue;
    for (const target of placesOf(table)) {
      const next = moved(table, owner, target.owner);
      const sql = `update ${name} set ${next.set} ${at}`;
      probes.push({ what: `give row of ${label} to ${target.label}`, sql, expected: becomes(owner, next.owner) });
    }
  }
  for (const [index, place] of placesOf(table).entries()) {
    const sql = insertion(table, rowFor(table, place, freshOrdinal + index));
    probes.push({ what: `insert row of ${place.label}`, sql, expected: writes(place.owner) ? '1' : 'refused' });
  }
  return probes;
}

/** Everything the application role tries on a table, through all eyes. */
export function probesFor(table: Table, rule: TableRule, rows: readonly SeededRow[]): TableProbes {
  const looks = allEyes.map((eyes) => ({
    eyes,
    visible: rows.filter(({ owner }) => rule.sees(eyes, owner)).map(({ ctid }) => ctid),
    attempts: attemptsFor(table, rule, rows, eyes),
  }));
  return { table: table.name, looks };
}

async function look(client: Client, eyes: Eyes): Promise<void> {
  await client.query(
    `select set_config('app.scope', $1, true), set_config('app.sua_id', $2, true), set_config('app.ente_ids', $3, true),
    set_config('app.dossier_ids', $4, true), set_config('app.person_id', $5, true)`,
    [eyes.scope, eyes.sua ?? '', `{${eyes.enti.join(',')}}`, `{${(eyes.dossiers ?? []).join(',')}}`, eyes.person ?? ''],
  );
}

async function seen(client: Client, table: string): Promise<string> {
  const { rows } = await client.query<{ seen: string[] }>('select probe.seen($1) as seen', [table]);
  return [...(rows[0]?.seen ?? [])].sort().join(' ');
}

/**
 * Runs the probes inside the open transaction of the owner, as the application role.
 * @returns the first thing that is not as the rules say; null where all is.
 */
export async function firstDeviation(client: Client, { table, looks }: TableProbes): Promise<string | null> {
  await client.query('set local role gare_app');
  for (const { eyes, visible, attempts } of looks) {
    await look(client, eyes);
    const rows = await seen(client, table);
    if (rows !== [...visible].sort().join(' ')) return `${eyes.name} sees [${rows}] instead of [${visible.join(' ')}]`;
    const { rows: outcomes } = await client.query<{ outcome: string }>(
      'select probe.attempt(statement) as outcome from unnest($1::text[]) with ordinality as given (statement, place) order by place',
      [attempts.map(({ sql }) => sql)],
    );
    for (const [index, { what, expected }] of attempts.entries()) {
      const outcome = outcomes[index]?.outcome ?? 'nothing';
      if (outcome !== expected) return `${eyes.name}: ${what} gave ${outcome} instead of ${expected}`;
    }
  }
  // Forced also on whoever comes to own the table.
  await client.query(`reset role; alter table ${table} owner to gare_app; set local role gare_app`);
  const [nobody] = allEyes;
  if (nobody) await look(client, nobody);
  const owned = await seen(client, table);
  return owned === '' ? null : `the owner of the table sees [${owned}] without a context`;
}
