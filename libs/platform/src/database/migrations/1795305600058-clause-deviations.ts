import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const enti = `(select coalesce(nullif(current_setting('app.ente_ids', true), ''), '{}'))::uuid[]`;
const dossiers = `(select coalesce(nullif(current_setting('app.dossier_ids', true), ''), '{}'))::uuid[]`;
const ofSua = `(${scope} = 'sua' and sua_id = ${sua})`;
const ofEnte = `(${scope} = 'ente' and sua_id = ${sua} and ente_id = any (${enti}))`;
const onLeave = `(${scope} = 'ente' and sua_id = ${sua} and dossier_id = any (${dossiers}))`;

/** What a dossier has otherwise than the library: texts changed, of which only the withdrawal is written, and wordings chosen. */
const tables = [
  `create table clause_deviations (
    id uuid not null,
    sua_id uuid not null,
    ente_id uuid not null,
    dossier_id uuid not null,
    clause_code text not null,
    form text not null,
    title text not null,
    is_protected boolean not null,
    documents text[] not null,
    standard_version text not null,
    standard_text text not null,
    changed_text text not null,
    reason text not null,
    created_by uuid not null,
    created_by_name text not null,
    created_at timestamptz not null,
    withdrawn_at timestamptz,
    withdrawn_by text,
    withdraw_reason text,
    constraint "PK_clause_deviations" primary key (id)
  )`,
  'create index clause_deviations_of_dossier on clause_deviations (dossier_id, created_at)',
  'create index clause_deviations_of_clause on clause_deviations (sua_id, clause_code)',
  // One text of a clause has one change that stands.
  `create unique index clause_deviations_standing on clause_deviations (dossier_id, clause_code, form) where withdrawn_at is null`,
  // Whatever the program believes, a protected clause is not changed without a reason.
  `alter table clause_deviations add constraint ck_clause_deviations_motivo check (not is_protected or length(btrim(reason)) > 0)`,
  `create function clause_deviations_withdrawn_once() returns trigger language plpgsql as $$
  begin
    if old.withdrawn_at is not null then
      raise exception 'a deviation is withdrawn once' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end $$`,
  `create trigger clause_deviations_fixed before update on clause_deviations for each row execute function clause_deviations_withdrawn_once()`,
  `create table clause_choices (
    dossier_id uuid not null,
    clause_code text not null,
    sua_id uuid not null,
    ente_id uuid not null,
    alternative text,
    chosen_by uuid not null,
    chosen_by_name text not null,
    chosen_at timestamptz not null,
    constraint "PK_clause_choices" primary key (dossier_id, clause_code)
  )`,
];

const access = [
  ...['clause_deviations', 'clause_choices'].flatMap((table) => [
    `alter table ${table} add constraint fk_${table}_dossier foreign key (dossier_id, sua_id, ente_id) references dossiers (id, sua_id, ente_id)`,
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy ${table}_in_sight on ${table} using (${ofSua} or ${ofEnte}) with check (${ofSua} or ${ofEnte})`,
    `create policy ${table}_on_leave on ${table} for select using (${onLeave})`,
  ]),
  'grant select, insert, update on clause_choices to gare_app',
  'grant select, insert, update (withdrawn_at, withdrawn_by, withdraw_reason) on clause_deviations to gare_app',
];

export class ClauseDeviations1795305600058 implements MigrationInterface {
  name = 'ClauseDeviations1795305600058';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...tables, ...access]) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
