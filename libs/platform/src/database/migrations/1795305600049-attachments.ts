import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const enti = `(select coalesce(nullif(current_setting('app.ente_ids', true), ''), '{}'))::uuid[]`;
const dossiers = `(select coalesce(nullif(current_setting('app.dossier_ids', true), ''), '{}'))::uuid[]`;
const ofSua = `(${scope} = 'sua' and sua_id = ${sua})`;
const ofEnte = `(${scope} = 'ente' and sua_id = ${sua} and ente_id = any (${enti}))`;
const onLeave = `(${scope} = 'ente' and sua_id = ${sua} and dossier_id = any (${dossiers}))`;

/** Files of rows of the sheet and of points of checklists: they stay as they came, only their withdrawal is written. */
const statements = [
  `create table attachments (
    id uuid not null,
    sua_id uuid not null,
    ente_id uuid not null,
    dossier_id uuid not null,
    place text not null,
    type text not null,
    title text not null,
    file_name text not null,
    mime text not null,
    bytes integer not null,
    sha256 character(64) not null,
    storage_key text not null,
    protocol text,
    registered_on date,
    invoice jsonb,
    added_by uuid not null,
    added_by_name text not null,
    added_at timestamptz not null,
    withdrawn_at timestamptz,
    withdrawn_by text,
    withdrawn_reason text,
    constraint "PK_attachments" primary key (id)
  )`,
  `alter table attachments add constraint fk_attachments_dossier foreign key (dossier_id, sua_id, ente_id) references dossiers (id, sua_id, ente_id)`,
  'create index attachments_of_dossier on attachments (dossier_id, place)',
  `create function attachments_withdrawn_once() returns trigger language plpgsql as $$
  begin
    if old.withdrawn_at is not null then
      raise exception 'a file is withdrawn once' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end $$`,
  'create trigger attachments_fixed before update on attachments for each row execute function attachments_withdrawn_once()',
  'alter table attachments enable row level security',
  'alter table attachments force row level security',
  `create policy attachments_in_sight on attachments using (${ofSua} or ${ofEnte}) with check (${ofSua} or ${ofEnte})`,
  `create policy attachments_on_leave on attachments for select using (${onLeave})`,
  'grant select, insert, update (withdrawn_at, withdrawn_by, withdrawn_reason) on attachments to gare_app',
];

export class Attachments1795305600049 implements MigrationInterface {
  name = 'Attachments1795305600049';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
