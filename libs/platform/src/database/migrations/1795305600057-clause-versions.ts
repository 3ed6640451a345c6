import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const ofSua = `(${scope} = 'sua' and sua_id = ${sua})`;
const withinSua = `${scope} in ('sua', 'ente') and sua_id = ${sua}`;

/**
 * The clauses of a Province: read by all its bodies, written by the Province. What a version says stays; its state only goes forward,
 * and a published one may only end, on a day that is not later than it had.
 */
const statements = [
  `create table clause_versions (
    id uuid not null,
    sua_id uuid not null,
    code text not null,
    ordinal integer not null,
    state text not null,
    valid_from date not null,
    valid_to date,
    content jsonb not null,
    created_by uuid not null,
    created_by_name text not null,
    created_at timestamptz not null,
    published_at timestamptz,
    published_by text,
    withdrawn_at timestamptz,
    withdrawn_by text,
    withdraw_reason text,
    constraint "PK_clause_versions" primary key (id)
  )`,
  'create unique index clause_versions_in_order on clause_versions (sua_id, code, ordinal)',
  'alter table clause_versions add constraint fk_clause_versions_sua_id foreign key (sua_id) references enti (id)',
  `alter table clause_versions add constraint ck_clause_versions_stato check (
    (state <> 'PUBBLICATA' or published_at is not null)
    and ((state = 'RITIRATA') = (withdrawn_at is not null)))`,
  'alter table clause_versions add constraint ck_clause_versions_giorni check (valid_to is null or valid_to >= valid_from)',
  `create function clause_versions_go_forward() returns trigger language plpgsql as $$
  begin
    if old.state = 'RITIRATA' or (old.state = 'PUBBLICATA' and new.state = 'BOZZA') then
      raise exception 'a version of a clause only goes forward' using errcode = 'insufficient_privilege';
    end if;
    if new.valid_to is distinct from old.valid_to and (new.valid_to is null or new.valid_to > old.valid_to) then
      raise exception 'a version of a clause may only end earlier' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end $$`,
  `create trigger clause_versions_forward before update on clause_versions for each row execute function clause_versions_go_forward()`,
  'alter table clause_versions enable row level security',
  'alter table clause_versions force row level security',
  `create policy clause_versions_in_sight on clause_versions for select using (${withinSua})`,
  `create policy clause_versions_written on clause_versions for insert with check (${ofSua})`,
  `create policy clause_versions_moved on clause_versions for update using (${scope} = 'sua')`,
  'grant select, insert on clause_versions to gare_app',
  `grant update (state, valid_to, published_at, published_by, withdrawn_at, withdrawn_by, withdraw_reason) on clause_versions to gare_app`,
];

export class ClauseVersions1795305600057 implements MigrationInterface {
  name = 'ClauseVersions1795305600057';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
