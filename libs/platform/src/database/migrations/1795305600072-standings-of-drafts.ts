import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const enti = `(select coalesce(nullif(current_setting('app.ente_ids', true), ''), '{}'))::uuid[]`;
const dossiers = `(select coalesce(nullif(current_setting('app.dossier_ids', true), ''), '{}'))::uuid[]`;
const ofSua = `(${scope} = 'sua' and sua_id = ${sua})`;
const ofEnte = `(${scope} = 'ente' and sua_id = ${sua} and ente_id = any (${enti}))`;
const onLeave = `(${scope} = 'ente' and sua_id = ${sua} and dossier_id = any (${dossiers}))`;

/** What the text of a draft that stands was worth at an edit: whoever looks at a dossier reads a row instead of the draft. */
const statements = [
  `create table draft_standings (
    draft_id uuid not null,
    seq bigint not null,
    sua_id uuid not null,
    ente_id uuid not null,
    dossier_id uuid not null,
    content_sha256 character(64) not null,
    at timestamptz not null,
    constraint "PK_draft_standings" primary key (draft_id, seq)
  )`,
  `alter table draft_standings add constraint fk_draft_standings_draft foreign key (draft_id, dossier_id, sua_id, ente_id)
    references drafts (id, dossier_id, sua_id, ente_id)`,
  'alter table draft_standings enable row level security',
  'alter table draft_standings force row level security',
  `create policy draft_standings_in_sight on draft_standings using (${ofSua} or ${ofEnte}) with check (${ofSua} or ${ofEnte})`,
  `create policy draft_standings_on_leave on draft_standings for select using (${onLeave})`,
  'grant select, insert on draft_standings to gare_app',
];

export class StandingsOfDrafts1795305600072 implements MigrationInterface {
  name = 'StandingsOfDrafts1795305600072';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
