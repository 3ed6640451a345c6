import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;

/**
 * Dossier kinds as they were published. Every process reads them all as `system`; people see those shipped with the product and
 * those of their own Province. A version shipped with the product is written by the process that starts with it.
 */
const statements = [
  `create table kind_versions (
    id uuid not null,
    sua_id uuid,
    code text not null,
    version text not null,
    text text not null,
    sha256 character(64) not null,
    valid_from date,
    valid_to date,
    published_by uuid,
    published_by_name text,
    published_at timestamptz not null,
    motivation text,
    constraint "PK_kind_versions" primary key (id)
  )`,
  'create unique index kind_versions_named on kind_versions (code, version)',
  'alter table kind_versions enable row level security',
  'alter table kind_versions force row level security',
  `create policy kind_versions_in_sight on kind_versions for select
    using (${scope} = 'system' or (${scope} in ('sua', 'ente') and (sua_id is null or sua_id = ${sua})))`,
  `create policy kind_versions_written on kind_versions for insert
    with check ((${scope} = 'system' and sua_id is null) or (${scope} = 'sua' and sua_id = ${sua}))`,
  'grant select, insert on kind_versions to gare_app',
];

export class KindVersions1795305600046 implements MigrationInterface {
  name = 'KindVersions1795305600046';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
