import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const enti = `(select coalesce(nullif(current_setting('app.ente_ids', true), ''), '{}'))::uuid[]`;
const dossiers = `(select coalesce(nullif(current_setting('app.dossier_ids', true), ''), '{}'))::uuid[]`;
const ofSua = `(${scope} = 'sua' and sua_id = ${sua})`;
const ofEnte = `(${scope} = 'ente' and sua_id = ${sua} and ente_id = any (${enti}))`;
const onLeave = `(${scope} = 'ente' and sua_id = ${sua} and dossier_id = any (${dossiers}))`;

/** What a draft read at a moment: kept, and never changed. */
const statements = [
  `create table draft_versions (
    draft_id uuid not null,
    number int not null,
    sua_id uuid not null,
    ente_id uuid not null,
    dossier_id uuid not null,
    kind text not null,
    name text,
    seq bigint not null,
    content_hash character(64) not null,
    content jsonb not null,
    restores int,
    kept_by uuid not null,
    kept_by_name text not null,
    kept_by_ente text not null,
    kept_at timestamptz not null,
    constraint "PK_draft_versions" primary key (draft_id, number)
  )`,
  `alter table draft_versions add constraint fk_draft_versions_draft foreign key (draft_id, dossier_id, sua_id, ente_id)
    references drafts (id, dossier_id, sua_id, ente_id)`,
  // Two that look at the same moment keep one.
  `create unique index draft_versions_automatic_once on draft_versions (draft_id, seq) where kind = 'AUTOMATICA'`,
  'alter table draft_versions enable row level security',
  'alter table draft_versions force row level security',
  `create policy draft_versions_in_sight on draft_versions using (${ofSua} or ${ofEnte}) with check (${ofSua} or ${ofEnte})`,
  `create policy draft_versions_on_leave on draft_versions for select using (${onLeave})`,
  'grant select, insert on draft_versions to gare_app',
];

export class DraftVersions1795305600069 implements MigrationInterface {
  name = 'DraftVersions1795305600069';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
