import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const enti = `(select coalesce(nullif(current_setting('app.ente_ids', true), ''), '{}'))::uuid[]`;
const dossiers = `(select coalesce(nullif(current_setting('app.dossier_ids', true), ''), '{}'))::uuid[]`;
const ofSua = `(${scope} = 'sua' and sua_id = ${sua})`;
const ofEnte = `(${scope} = 'ente' and sua_id = ${sua} and ente_id = any (${enti}))`;
const onLeave = `(${scope} = 'ente' and sua_id = ${sua} and dossier_id = any (${dossiers}))`;

const tables = [
  `create table checklist_answers (
    dossier_id uuid not null,
    checklist_code text not null,
    item_id text not null,
    sua_id uuid not null,
    ente_id uuid not null,
    value text not null,
    note text,
    evidence_document text,
    evidence_text text,
    answered_by uuid not null,
    answered_by_name text not null,
    answered_at timestamptz not null,
    constraint "PK_checklist_answers" primary key (dossier_id, checklist_code, item_id)
  )`,
  `create table checklist_signatures (
    id uuid not null,
    sua_id uuid not null,
    ente_id uuid not null,
    dossier_id uuid not null,
    checklist_code text not null,
    step text not null,
    person_id uuid not null,
    person text not null,
    role text not null,
    hash character(64) not null,
    content text not null,
    signed_at timestamptz not null,
    voided_at timestamptz,
    voided_by text,
    void_reason text,
    constraint "PK_checklist_signatures" primary key (id)
  )`,
  'create index checklist_signatures_of_dossier on checklist_signatures (dossier_id, checklist_code, signed_at)',
  // The same person never stands for both signatures, whatever the program believes.
  `create unique index checklist_signatures_one_person on checklist_signatures (dossier_id, checklist_code, person_id, hash)
    where voided_at is null`,
  'create unique index checklist_signatures_one_step on checklist_signatures (dossier_id, checklist_code, step, hash) where voided_at is null',
  `create function checklist_signatures_voided_once() returns trigger language plpgsql as $$
  begin
    if old.voided_at is not null then
      raise exception 'a signature is voided once' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end $$`,
  `create trigger checklist_signatures_fixed before update on checklist_signatures for each row
    execute function checklist_signatures_voided_once()`,
];

const access = [
  ...['checklist_answers', 'checklist_signatures'].flatMap((table) => [
    `alter table ${table} add constraint fk_${table}_dossier foreign key (dossier_id, sua_id, ente_id) references dossiers (id, sua_id, ente_id)`,
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy ${table}_in_sight on ${table} using (${ofSua} or ${ofEnte}) with check (${ofSua} or ${ofEnte})`,
    `create policy ${table}_on_leave on ${table} for select using (${onLeave})`,
  ]),
  'grant select, insert, update on checklist_answers to gare_app',
  'grant select, insert, update (voided_at, voided_by, void_reason) on checklist_signatures to gare_app',
];

export class Checklists1795305600050 implements MigrationInterface {
  name = 'Checklists1795305600050';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...tables, ...access]) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
