import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const enti = `(select coalesce(nullif(current_setting('app.ente_ids', true), ''), '{}'))::uuid[]`;
const dossiers = `(select coalesce(nullif(current_setting('app.dossier_ids', true), ''), '{}'))::uuid[]`;

/** What is internal to one side is in sight of that side alone: not of the other, and never of whoever has leave to review. */
const ofSua = `(${scope} = 'sua' and sua_id = ${sua} and (internal_to is null or internal_to = sua_id))`;
const ofEnte = `(${scope} = 'ente' and sua_id = ${sua} and ente_id = any (${enti}) and (internal_to is null or internal_to = ente_id))`;
const onLeave = `(${scope} = 'ente' and sua_id = ${sua} and dossier_id = any (${dossiers}) and internal_to is null)`;

const names = ['draft_threads', 'draft_thread_acts'];

const tables = [
  `create table draft_threads (
    id uuid not null,
    sua_id uuid not null,
    ente_id uuid not null,
    dossier_id uuid not null,
    draft_id uuid not null,
    internal_to uuid,
    weight text,
    block_id text,
    quote text not null,
    anchor_start bytea,
    anchor_end bytea,
    client_id uuid not null,
    opened_at timestamptz not null,
    opened_by uuid not null,
    opened_by_ente text not null,
    constraint "PK_draft_threads" primary key (id)
  )`,
  `alter table draft_threads add constraint fk_draft_threads_draft foreign key (draft_id, dossier_id, sua_id, ente_id)
    references drafts (id, dossier_id, sua_id, ente_id)`,
  'create index draft_threads_of_draft on draft_threads (draft_id, opened_at)',
  'create index draft_threads_weighed on draft_threads (dossier_id) where weight is not null',
  'create unique index draft_threads_sent_once on draft_threads (dossier_id, opened_by, client_id)',
  `create table draft_thread_acts (
    id uuid not null,
    sua_id uuid not null,
    ente_id uuid not null,
    dossier_id uuid not null,
    thread_id uuid not null,
    internal_to uuid,
    position int not null,
    kind text not null,
    message_id uuid,
    text text,
    mentions jsonb not null,
    client_id uuid not null,
    "at" timestamptz not null,
    person_id uuid not null,
    person text not null,
    "role" text,
    acting_ente_id uuid not null,
    acting_ente text not null,
    request_id text,
    author text,
    author_at timestamptz,
    constraint "PK_draft_thread_acts" primary key (id)
  )`,
  'alter table draft_thread_acts add constraint fk_draft_thread_acts_thread_id foreign key (thread_id) references draft_threads (id)',
  'create unique index draft_thread_acts_in_order on draft_thread_acts (thread_id, position)',
  'create unique index draft_thread_acts_sent_once on draft_thread_acts (dossier_id, person_id, client_id)',
  ...names.flatMap((table) => [
    `alter table ${table} add constraint fk_${table}_dossier foreign key (dossier_id, sua_id, ente_id) references dossiers (id, sua_id, ente_id)`,
    // Only the two sides of the dossier have anything internal.
    `alter table ${table} add constraint ck_${table}_internal check (internal_to is null or internal_to in (sua_id, ente_id))`,
  ]),
  // Whatever the program believes: an act is as internal as its thread, which must be in sight of who writes it.
  `create function draft_thread_acts_as_thread() returns trigger language plpgsql as $$
  begin
    if not exists (select 1 from draft_threads t
      where t.id = new.thread_id and t.dossier_id = new.dossier_id and t.internal_to is not distinct from new.internal_to) then
      raise exception 'an act is as internal as its thread' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end $$`,
  `create trigger draft_thread_acts_as_thread before insert on draft_thread_acts for each row execute function draft_thread_acts_as_thread()`,
];

/** Append-only: whoever reviews writes shared ones, too. */
const access = names.flatMap((table) => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy ${table}_in_sight on ${table} using (${ofSua} or ${ofEnte}) with check (${ofSua} or ${ofEnte})`,
  `create policy ${table}_on_leave on ${table} for select using (${onLeave})`,
  `create policy ${table}_written_on_leave on ${table} for insert with check (${onLeave})`,
  `grant select, insert on ${table} to gare_app`,
]);

export class DraftThreads1795305600068 implements MigrationInterface {
  name = 'DraftThreads1795305600068';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...tables, ...access]) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
