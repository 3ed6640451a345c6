import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const ofSua = `${scope} = 'sua' and sua_id = ${sua}`;

/** What a row of the law would change, worked out before it is entered: tender content of the whole SUA, for the Province alone. */
const statements = [
  `create table law_previews (
    id uuid not null,
    sua_id uuid not null,
    proposal jsonb not null,
    law_revision text not null,
    status text not null,
    total integer not null,
    done integer not null,
    effects jsonb not null,
    created_by uuid not null,
    created_at timestamptz not null,
    constraint "PK_law_previews" primary key (id)
  )`,
  'create index law_previews_newest on law_previews (sua_id, created_at)',
  'alter table law_previews add constraint fk_law_previews_sua_id foreign key (sua_id) references enti (id)',
  'alter table law_previews enable row level security',
  'alter table law_previews force row level security',
  `create policy law_previews_in_sight on law_previews using (${ofSua}) with check (${ofSua})`,
  'grant select, insert, update on law_previews to gare_app',
];

export class LawPreviews1795305600031 implements MigrationInterface {
  name = 'LawPreviews1795305600031';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
