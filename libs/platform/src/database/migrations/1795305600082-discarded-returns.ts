import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const enti = `(select coalesce(nullif(current_setting('app.ente_ids', true), ''), '{}'))::uuid[]`;
const dossiers = `(select coalesce(nullif(current_setting('app.dossier_ids', true), ''), '{}'))::uuid[]`;
const ofSua = `(${scope} = 'sua' and sua_id = ${sua})`;
const ofEnte = `(${scope} = 'ente' and sua_id = ${sua} and ente_id = any (${enti}))`;
const onLeave = `(${scope} = 'ente' and sua_id = ${sua} and dossier_id = any (${dossiers}))`;
const inSight = `${ofSua} or ${ofEnte} or ${onLeave}`;

/** Files returned from Word that were set aside, and taken up again: whoever may bring them may say so. Rows are only added. */
const statements = [
  `create table draft_return_discards (
    return_id uuid not null,
    position integer not null,
    sua_id uuid not null,
    ente_id uuid not null,
    dossier_id uuid not null,
    reason text,
    person_id uuid not null,
    person text not null,
    "at" timestamptz not null,
    constraint "PK_draft_return_discards" primary key (return_id, position)
  )`,
  `alter table draft_return_discards add constraint fk_draft_return_discards_return foreign key (return_id, dossier_id, sua_id, ente_id)
    references draft_returns (id, dossier_id, sua_id, ente_id)`,
  'alter table draft_return_discards enable row level security',
  'alter table draft_return_discards force row level security',
  'grant select, insert on draft_return_discards to gare_app',
  `create policy draft_return_discards_in_sight on draft_return_discards using (${inSight}) with check (${inSight})`,
];

export class DiscardedReturns1795305600082 implements MigrationInterface {
  name = 'DiscardedReturns1795305600082';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
