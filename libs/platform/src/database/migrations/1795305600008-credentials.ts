import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Secrets leave `people`, which colleagues read: the row of a person shows nothing any more that helps to sign in as them. */
const statements = [
  `create table credentials (person_id uuid not null, password_hash text not null, constraint "PK_credentials" primary key (person_id))`,
  'alter table credentials add constraint fk_credentials_person_id foreign key (person_id) references people (id)',
  // Row-level security is forced also on the owner of the tables, who runs this.
  `select set_config('app.scope', 'system', true)`,
  'insert into credentials (person_id, password_hash) select id, password_hash from people',
  'alter table people drop column password_hash',
  'alter table credentials enable row level security',
  'alter table credentials force row level security',
  `create policy credentials_in_sight on credentials using ((select current_setting('app.scope', true)) = 'system')
    with check ((select current_setting('app.scope', true)) = 'system')`,
  'grant select, insert, update on credentials to gare_app',
  `select set_config('app.scope', '', true)`,
];

export class Credentials1795305600008 implements MigrationInterface {
  name = 'Credentials1795305600008';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
