import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const enti = `(select coalesce(nullif(current_setting('app.ente_ids', true), ''), '{}'))::uuid[]`;
const dossiers = `(select coalesce(nullif(current_setting('app.dossier_ids', true), ''), '{}'))::uuid[]`;
const ofSua = `(${scope} = 'sua' and sua_id = ${sua})`;
const ofEnte = `(${scope} = 'ente' and sua_id = ${sua} and ente_id = any (${enti}))`;
const onLeave = `(${scope} = 'ente' and sua_id = ${sua} and dossier_id = any (${dossiers}))`;

const owned = `
    sua_id uuid not null,
    ente_id uuid not null,
    dossier_id uuid not null,`;

const walls = (table: string): string[] => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `grant select, insert on ${table} to gare_app`,
];
const seenOnLeave = (table: string): string => `create policy ${table}_on_leave on ${table} for select using (${onLeave})`;
const ofTheParties = (table: string): string =>
  `create policy ${table}_of_the_parties on ${table} using (${ofSua} or ${ofEnte}) with check (${ofSua} or ${ofEnte})`;
const ofDraft = (table: string): string =>
  `alter table ${table} add constraint fk_${table}_draft foreign key (draft_id, dossier_id, sua_id, ente_id)
    references drafts (id, dossier_id, sua_id, ente_id)`;

/**
 * The drafts people write together. An edit is a row of `draft_updates` before anybody sees it: nothing there is ever changed.
 * Snapshots only make loading fast. Tickets open one connection each and are seen by `system` alone, like sessions.
 */
const statements = [
  `create table drafts (
    id uuid not null,${owned}
    document_id uuid not null,
    code text not null,
    state text not null,
    shell_key text not null,
    shell_sha256 character(64) not null,
    input_hash character(64) not null,
    opened_by uuid not null,
    opened_by_name text not null,
    opened_at timestamptz not null,
    constraint "PK_drafts" primary key (id)
  )`,
  'create unique index drafts_one_per_document on drafts (document_id)',
  'create unique index drafts_owner on drafts (id, dossier_id, sua_id, ente_id)',
  'create index drafts_of_dossier on drafts (dossier_id)',
  'alter table drafts add constraint fk_drafts_document foreign key (document_id, dossier_id) references documents (id, dossier_id)',
  'alter table drafts add constraint fk_drafts_dossier foreign key (dossier_id, sua_id, ente_id) references dossiers (id, sua_id, ente_id)',
  ...walls('drafts'),
  ofTheParties('drafts'),
  seenOnLeave('drafts'),
  'grant update (state, shell_key, shell_sha256, input_hash) on drafts to gare_app',

  `create table draft_updates (
    draft_id uuid not null,
    seq bigint not null,${owned}
    "update" bytea not null,
    kind text not null,
    person_id uuid not null,
    person text not null,
    "role" text,
    acting_ente_id uuid not null,
    "at" timestamptz not null,
    connection text not null,
    constraint "PK_draft_updates" primary key (draft_id, seq)
  )`,
  ofDraft('draft_updates'),
  ...walls('draft_updates'),
  // Who has leave to review proposes changes in the text: those are edits too.
  `create policy draft_updates_in_sight on draft_updates using (${ofSua} or ${ofEnte} or ${onLeave})
    with check (${ofSua} or ${ofEnte} or ${onLeave})`,

  `create table draft_snapshots (
    draft_id uuid not null,
    upto bigint not null,${owned}
    state bytea not null,
    "at" timestamptz not null,
    constraint "PK_draft_snapshots" primary key (draft_id, upto)
  )`,
  ofDraft('draft_snapshots'),
  ...walls('draft_snapshots'),
  ofTheParties('draft_snapshots'),
  seenOnLeave('draft_snapshots'),

  `create table draft_tickets (
    id uuid not null,${owned}
    draft_id uuid not null,
    token_hash character(64) not null,
    session_hash character(64) not null,
    person_id uuid not null,
    acting_ente_id uuid not null,
    mode text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    constraint "PK_draft_tickets" primary key (id)
  )`,
  'create unique index draft_tickets_token on draft_tickets (token_hash)',
  'create index draft_tickets_expired on draft_tickets (expires_at)',
  ofDraft('draft_tickets'),
  ...walls('draft_tickets'),
  `create policy draft_tickets_of_system on draft_tickets using (${scope} = 'system') with check (${scope} = 'system')`,
  'grant update (used_at), delete on draft_tickets to gare_app',
];

export class Drafts1795305600065 implements MigrationInterface {
  name = 'Drafts1795305600065';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
