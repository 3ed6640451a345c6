import { Client } from 'pg';
import { startTestServices, type TestServices } from '@gare/platform/testing';
import { weakenings } from './policy-expression.js';
import { discoverTables, seedTables, type Table } from './seeded-tables.js';
import { firstDeviation, probeFunctions, probesFor, type TableProbes } from './table-probes.js';
import { tableRules, type TableRule } from './table-rules.js';

let services: TestServices;
let owner: Client;
let tables: readonly Table[];
const probes = new Map<string, TableProbes>();

beforeAll(async () => {
  services = await startTestServices();
  owner = new Client({ connectionString: services.ownerUrl });
  await owner.connect();
  for (const statement of probeFunctions) await owner.query(statement);
  tables = await discoverTables(owner);
  const rows = await seedTables(owner, tables);
  for (const table of tables) {
    const rule = tableRules[table.name];
    if (rule) probes.set(table.name, probesFor(table, rule, rows.get(table.name) ?? []));
  }
});
afterAll(async () => {
  await owner.end();
  await services.stop();
});

interface Mutation {
  readonly what: string;
  readonly sql: string;
}

interface Policy {
  readonly policyname: string;
  readonly qual: string | null;
  readonly with_check: string | null;
}

/** Every way in which the wall around a table is taken down or weakened in one place, worked out from the policies that stand. */
async function mutationsOf(name: string, rule: TableRule): Promise<Mutation[]> {
  const { rows: policies } = await owner.query<Policy>(
    `select policyname, qual, with_check from pg_policies where schemaname = 'public' and tablename = $1 order by policyname`,
    [name],
  );
  const taken = [...(rule.appendOnly || rule.updatesOnly !== undefined ? ['update'] : []), ...(rule.deletes ? [] : ['delete'])].join(', ');
  const whole: Mutation[] = [
    { what: 'row-level security disabled', sql: `alter table ${name} disable row level security` },
    { what: 'not forced on the owner', sql: `alter table ${name} no force row level security` },
    { what: 'one more policy that lets all pass', sql: `create policy mutant on ${name} using (true) with check (true)` },
    { what: 'one more policy that shows all', sql: `create policy mutant on ${name} for select using (true)` },
    { what: 'one more policy that takes all', sql: `create policy mutant on ${name} for insert with check (true)` },
    ...(taken === '' ? [] : [{ what: `${taken} granted`, sql: `grant ${taken} on ${name} to gare_app` }]),
  ];
  const ofPolicy = ({ policyname, qual, with_check: check }: Policy): Mutation[] => {
    const altered = (clause: string, expression: string | null): Mutation[] =>
      weakenings(expression ?? 'true')
        .filter(() => expression !== null)
        .map(({ what, sql }) => ({
          what: `${policyname} ${clause} · ${what}`,
          sql: `alter policy ${policyname} on ${name} ${clause} (${sql})`,
        }));
    return [
      { what: `${policyname} dropped`, sql: `drop policy ${policyname} on ${name}` },
      ...altered('using', qual),
      ...altered('with check', check),
    ];
  };
  return [...whole, ...policies.flatMap(ofPolicy)];
}

/** What the probes find with the mutation in place; the database is afterwards as before. */
async function deviationUnder(name: string, mutation: string | null): Promise<string | null> {
  const own = probes.get(name);
  if (!own) throw new Error(`no probes for the table ${name}`);
  await owner.query('begin');
  try {
    if (mutation !== null) await owner.query(mutation);
    return await firstDeviation(owner, own);
  } finally {
    await owner.query('rollback');
  }
}

describe('row-level security', () => {
  it('has a rule and probes for every table of the schema, and no rule without a table', () => {
    expect(Object.keys(tableRules).sort()).toEqual(tables.map(({ name }) => name).sort());
  });

  it('stands on every table, forced, with a policy', async () => {
    const { rows } = await owner.query<{ relname: string }>(
      `select relname from pg_class c join pg_namespace n on n.oid = relnamespace where nspname = 'public' and relkind in ('r', 'p', 'v', 'm', 'f')
       and relname <> 'schema_migrations'
       and not (relrowsecurity and relforcerowsecurity and exists (select 1 from pg_policy where polrelid = c.oid))`,
    );
    expect(rows).toEqual([]);
  });

  it('gives the application role no right to the list of migrations', async () => {
    const { rows } = await owner.query(
      `select privilege_type from information_schema.table_privileges where table_name = 'schema_migrations' and grantee in ('gare_app', 'PUBLIC')`,
    );
    expect(rows).toEqual([]);
  });
});

describe.each(Object.entries(tableRules))('%s', (name, rule) => {
  it('shows and takes what the rules say, through all eyes', async () => {
    expect(await deviationUnder(name, null)).toBeNull();
  });

  it('has no policy that can be dropped or weakened unnoticed', async () => {
    const mutations = await mutationsOf(name, rule);
    const survivors: string[] = [];
    for (const { what, sql } of mutations) {
      if ((await deviationUnder(name, sql)) === null) survivors.push(what);
    }
    const redundant = rule.redundant ?? [];
    expect(survivors.filter((what) => !redundant.some((known) => known.what.test(what)))).toEqual([]);
    expect(redundant.filter((known) => !survivors.some((what) => known.what.test(what)))).toEqual([]);
    expect(mutations.length).toBeGreaterThan(8);
  });
});
