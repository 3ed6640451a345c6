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
const author = `
    person_id uuid not null,
    person text not null,
    "at" timestamptz not null,`;

/** Whoever has leave to review takes a draft along to Word and brings it back, as they propose changes on the page. */
const walls = (table: string): string[] => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `grant select, insert on ${table} to gare_app`,
  `create policy ${table}_in_sight on ${table} using (${ofSua} or ${ofEnte} or ${onLeave}) with check (${ofSua} or ${ofEnte} or ${onLeave})`,
];

/** Drafts that left for Word, files that came back, and that they were merged: rows are only added. */
const statements = [
  `create table draft_exports (
    id uuid not null,${owned}
    draft_id uuid not null,
    seq bigint not null,
    content_hash character(64) not null,
    storage_key text not null,
    sha256 character(64) not null,
    comments jsonb not null,${author}
    constraint "PK_draft_exports" primary key (id)
  )`,
  'create index draft_exports_of_draft on draft_exports (draft_id, "at")',
  `alter table draft_exports add constraint fk_draft_exports_draft foreign key (draft_id, dossier_id, sua_id, ente_id)
    references drafts (id, dossier_id, sua_id, ente_id)`,
  ...walls('draft_exports'),

  `create table draft_returns (
    id uuid not null,${owned}
    draft_id uuid not null,
    export_id uuid not null,
    file_name text not null,
    bytes integer not null,
    sha256 character(64) not null,
    storage_key text not null,
    report jsonb not null,${author}
    constraint "PK_draft_returns" primary key (id)
  )`,
  'create unique index draft_returns_once on draft_returns (draft_id, sha256)',
  'create unique index draft_returns_owner on draft_returns (id, dossier_id, sua_id, ente_id)',
  `alter table draft_returns add constraint fk_draft_returns_draft foreign key (draft_id, dossier_id, sua_id, ente_id)
    references drafts (id, dossier_id, sua_id, ente_id)`,
  `alter table draft_returns add constraint fk_draft_returns_export foreign key (export_id) references draft_exports (id)`,
  ...walls('draft_returns'),

  `create table draft_return_merges (
    return_id uuid not null,${owned}
    seq bigint not null,
    report jsonb not null,${author}
    constraint "PK_draft_return_merges" primary key (return_id)
  )`,
  `alter table draft_return_merges add constraint fk_draft_return_merges_return foreign key (return_id, dossier_id, sua_id, ente_id)
    references draft_returns (id, dossier_id, sua_id, ente_id)`,
  ...walls('draft_return_merges'),
];

export class WordReturns1795305600074 implements MigrationInterface {
  name = 'WordReturns1795305600074';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
