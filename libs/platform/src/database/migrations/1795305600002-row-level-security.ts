import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Who sees which rows. The context is set per transaction (`Database`); without one every policy is false.
 * `(select current_setting(…))` is evaluated once per statement instead of once per row.
 */
const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
// The outer cast makes it an array expression: `any (select …)` alone would be read as a set of rows.
const enti = `(select coalesce(nullif(current_setting('app.ente_ids', true), ''), '{}'))::uuid[]`;

const system = `${scope} = 'system'`;
const ofSua = `(${scope} = 'sua' and sua_id = ${sua})`;
const ofEnte = `(${scope} = 'ente' and sua_id = ${sua} and ente_id = any (${enti}))`;

/** Tender content: the Province its whole SUA, a comune its own; never `system`. */
const tenderTables = [
  'dossiers',
  'schede',
  'scheda_changes',
  'documents',
  'document_versions',
  'check_results',
  'packages',
  'audit_entries',
];

const policies: Record<string, string> = {
  ...Object.fromEntries(tenderTables.map((table) => [table, `${ofSua} or ${ofEnte}`])),
  dossier_numbers: `${scope} in ('sua', 'ente') and sua_id = ${sua}`,
  convenzioni: `${system} or ${ofSua} or ${ofEnte}`,
  enti: `${system} or ${ofSua} or (${scope} = 'ente' and sua_id = ${sua} and (id = sua_id or id = any (${enti})))`,
  people: `${system} or ${ofSua}`,
  role_assignments: `${system} or ${ofSua}`,
  sessions: system,
  sign_in_attempts: system,
  jobs: `${system} or ${ofSua} or ${ofEnte}`,
};

/** What the application role may do; what is not here it cannot, whatever a query says. */
const appendOnly = ['audit_entries', 'scheda_changes', 'document_versions'];

export class RowLevelSecurity1795305600002 implements MigrationInterface {
  name = 'RowLevelSecurity1795305600002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('grant usage on schema public to gare_app');
    for (const [table, expression] of Object.entries(policies)) {
      await runner.query(`alter table ${table} enable row level security`);
      await runner.query(`alter table ${table} force row level security`);
      await runner.query(`create policy ${table}_in_sight on ${table} using (${expression}) with check (${expression})`);
      await runner.query(`grant select, insert${appendOnly.includes(table) ? '' : ', update'} on ${table} to gare_app`);
    }
    await runner.query('grant delete on sign_in_attempts to gare_app');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
