import { type MigrationInterface, type QueryRunner } from 'typeorm';

const system = `(select current_setting('app.scope', true)) = 'system'`;

const statements = [
  // By it the person is found whom a SPID or CIE provider vouches for.
  'alter table people add codice_fiscale text',
  'create unique index people_codice_fiscale on people (sua_id, codice_fiscale)',
  // The secret of the second factor, encrypted; one that waits to be confirmed; the last step of time whose code was used.
  'alter table credentials add totp_secret text, add totp_pending text, add totp_since timestamptz, add totp_last_step int',
  `alter table sessions add method text not null default 'password', add confirmed_roles text array`,
  'alter table sessions alter method drop default',
  `create table recovery_codes (
    person_id uuid not null,
    code_hash char(64) not null,
    used_at timestamptz,
    constraint "PK_recovery_codes" primary key (person_id, code_hash)
  )`,
  `create table access_links (
    token_hash char(64) not null,
    person_id uuid not null,
    sua_id uuid not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    constraint "PK_access_links" primary key (token_hash)
  )`,
  'create index access_links_of_person on access_links (person_id)',
  `create table used_sign_in_states (
    state_hash char(64) not null,
    "at" timestamptz not null,
    constraint "PK_used_sign_in_states" primary key (state_hash)
  )`,
  'alter table recovery_codes add constraint fk_recovery_codes_person_id foreign key (person_id) references people (id)',
  'alter table access_links add constraint fk_access_links_person_id foreign key (person_id) references people (id)',
];

/** Secrets and traces of signing in: before anybody is known, and for nobody else's eyes. */
const grants = {
  recovery_codes: 'select, insert, update, delete',
  access_links: 'select, insert, update',
  used_sign_in_states: 'select, insert, update, delete',
};

export class SigningIn1795305600011 implements MigrationInterface {
  name = 'SigningIn1795305600011';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    for (const [table, granted] of Object.entries(grants)) {
      await runner.query(`alter table ${table} enable row level security`);
      await runner.query(`alter table ${table} force row level security`);
      await runner.query(`create policy ${table}_in_sight on ${table} using (${system}) with check (${system})`);
      await runner.query(`grant ${granted} on ${table} to gare_app`);
    }
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
