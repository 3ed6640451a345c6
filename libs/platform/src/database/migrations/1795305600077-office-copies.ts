import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const enti = `(select coalesce(nullif(current_setting('app.ente_ids', true), ''), '{}'))::uuid[]`;
const system = `${scope} = 'system'`;
const tender = `((${scope} = 'sua' and sua_id = ${sua}) or (${scope} = 'ente' and sua_id = ${sua} and ente_id = any (${enti})))`;

/** Documents in the hands of an office server: the tokens it shows, of which only the hash is kept, and what it saved. */
const statements = [
  `create table office_tokens (
    token_hash char(64) not null,
    session_hash char(64) not null,
    person_id uuid not null,
    sua_id uuid not null,
    dossier_id uuid not null,
    document_id uuid not null,
    code text not null,
    can_write boolean not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    constraint "PK_office_tokens" primary key (token_hash)
  )`,
  'create index office_tokens_of_session on office_tokens (session_hash)',
  'alter table office_tokens add constraint fk_office_tokens_person_id foreign key (person_id) references people (id)',
  `create table office_copies (
    document_id uuid not null,
    sua_id uuid not null,
    ente_id uuid not null,
    dossier_id uuid not null,
    code text not null,
    lock_id text,
    lock_until timestamptz,
    revision int not null,
    storage_key text,
    sha256 char(64),
    bytes int,
    from_version int,
    saved_at timestamptz,
    saved_by text,
    constraint "PK_office_copies" primary key (document_id)
  )`,
  `alter table office_copies add constraint fk_office_copies_document foreign key (document_id, dossier_id)
     references documents (id, dossier_id)`,
  ...['office_tokens', 'office_copies'].flatMap((table) => [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
  ]),
  `create policy office_tokens_in_sight on office_tokens using (${system}) with check (${system})`,
  `create policy office_copies_in_sight on office_copies using ${tender} with check ${tender}`,
  'grant select, insert on office_tokens to gare_app',
  'grant select, insert, update on office_copies to gare_app',
];

export class OfficeCopies1795305600077 implements MigrationInterface {
  name = 'OfficeCopies1795305600077';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
