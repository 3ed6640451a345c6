import { type MigrationInterface, type QueryRunner } from 'typeorm';

const system = `(select current_setting('app.scope', true)) = 'system'`;

/** Secret addresses under which people subscribe to their terms: of the token only the hash is kept, and nobody but `system` sees it. */
const statements = [
  `create table calendar_feeds (
    token_hash char(64) not null,
    person_id uuid not null,
    sua_id uuid not null,
    created_at timestamptz not null,
    revoked_at timestamptz,
    last_read_at timestamptz,
    window_at timestamptz,
    reads int not null default 0,
    constraint "PK_calendar_feeds" primary key (token_hash)
  )`,
  'alter table calendar_feeds add constraint fk_calendar_feeds_person_id foreign key (person_id) references people (id)',
  'create unique index calendar_feeds_of_person on calendar_feeds (person_id) where revoked_at is null',
  'alter table calendar_feeds enable row level security',
  'alter table calendar_feeds force row level security',
  `create policy calendar_feeds_in_sight on calendar_feeds using (${system}) with check (${system})`,
  'grant select, insert, update on calendar_feeds to gare_app',
];

export class CalendarFeeds1795305600039 implements MigrationInterface {
  name = 'CalendarFeeds1795305600039';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
