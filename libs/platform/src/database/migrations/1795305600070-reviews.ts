import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const enti = `(select coalesce(nullif(current_setting('app.ente_ids', true), ''), '{}'))::uuid[]`;
const dossiers = `(select coalesce(nullif(current_setting('app.dossier_ids', true), ''), '{}'))::uuid[]`;
const ofSua = `(${scope} = 'sua' and sua_id = ${sua})`;
const ofEnte = `(${scope} = 'ente' and sua_id = ${sua} and ente_id = any (${enti}))`;
const onLeave = `(${scope} = 'ente' and sua_id = ${sua} and dossier_id = any (${dossiers}))`;

const owner = 'sua_id uuid not null, ente_id uuid not null, dossier_id uuid not null';
const who = 'person_id uuid not null, person text not null, role text not null, at timestamptz not null';

/** Legal review: who is asked, what was read, remarked, thought and approved, and what was frozen. Only grows; of a request its end is written. */
const tables = [
  `create table review_requests (
    id uuid not null, ${owner},
    documents text[] not null,
    reviewers jsonb not null,
    review_order text not null,
    due_on date not null,
    note text not null,
    asked_by uuid not null,
    asked_by_name text not null,
    asked_at timestamptz not null,
    withdrawn_at timestamptz,
    withdrawn_by text,
    withdraw_reason text,
    constraint "PK_review_requests" primary key (id)
  )`,
  'create index review_requests_of_dossier on review_requests (dossier_id, asked_at)',
  'create index review_requests_due on review_requests (sua_id, due_on) where withdrawn_at is null',
  `create function review_requests_withdrawn_once() returns trigger language plpgsql as $$
  begin
    if old.withdrawn_at is not null then
      raise exception 'a review is withdrawn once' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end $$`,
  `create trigger review_requests_fixed before update on review_requests for each row execute function review_requests_withdrawn_once()`,
  `create table review_reads (
    dossier_id uuid not null, document_code text not null, person_id uuid not null, version integer not null,
    sua_id uuid not null, ente_id uuid not null, at timestamptz not null,
    constraint "PK_review_reads" primary key (dossier_id, document_code, person_id, version)
  )`,
  `create table review_remarks (
    id uuid not null, ${owner},
    parent_id uuid,
    step text not null,
    document_code text not null,
    version integer not null,
    paragraph jsonb,
    weight text,
    body text not null,
    ${who},
    constraint "PK_review_remarks" primary key (id)
  )`,
  'create index review_remarks_of_dossier on review_remarks (dossier_id, at)',
  // A remark is resolved once, whatever the program believes.
  `create unique index review_remarks_resolved_once on review_remarks (parent_id) where step = 'RISOLTO'`,
  `create table review_opinions (
    id uuid not null, ${owner},
    request_id uuid not null,
    outcome text not null,
    reason text not null,
    body text not null,
    documents jsonb not null,
    quotes jsonb not null,
    ${who},
    constraint "PK_review_opinions" primary key (id)
  )`,
  'create index review_opinions_of_dossier on review_opinions (dossier_id, at)',
  `create table review_approvals (
    id uuid not null, ${owner},
    request_id uuid,
    kind text not null,
    document_code text not null,
    version integer not null,
    sha256 character(64) not null,
    fingerprint character(64) not null,
    ${who},
    constraint "PK_review_approvals" primary key (id)
  )`,
  'create index review_approvals_of_dossier on review_approvals (dossier_id, at)',
  `create table review_freezes (
    id uuid not null, ${owner},
    documents jsonb not null,
    frozen_by text not null,
    at timestamptz not null,
    constraint "PK_review_freezes" primary key (id)
  )`,
  'create index review_freezes_of_dossier on review_freezes (dossier_id, at)',
];

/** Whoever has leave to review leaves behind that they read, what they remarked, their opinion and their approval. */
const byReviewers = ['review_reads', 'review_remarks', 'review_opinions', 'review_approvals'];
/** What is asked of them and what was frozen they read. */
const byOthers = ['review_requests', 'review_freezes'];

const access = [
  ...[...byReviewers, ...byOthers].flatMap((table) => [
    `alter table ${table} add constraint fk_${table}_dossier foreign key (dossier_id, sua_id, ente_id) references dossiers (id, sua_id, ente_id)`,
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `grant select, insert on ${table} to gare_app`,
  ]),
  ...byReviewers.flatMap((table) => [
    `create policy ${table}_in_sight on ${table} for select using (${ofSua} or ${ofEnte} or ${onLeave})`,
    `create policy ${table}_written on ${table} for insert with check (${ofSua} or ${ofEnte} or ${onLeave})`,
  ]),
  ...byOthers.flatMap((table) => [
    `create policy ${table}_in_sight on ${table} using (${ofSua} or ${ofEnte}) with check (${ofSua} or ${ofEnte})`,
    `create policy ${table}_on_leave on ${table} for select using (${onLeave})`,
  ]),
  'grant update (withdrawn_at, withdrawn_by, withdraw_reason) on review_requests to gare_app',
];

export class Reviews1795305600070 implements MigrationInterface {
  name = 'Reviews1795305600070';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...tables, ...access]) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
