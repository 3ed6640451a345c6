import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const withinSua = `(${scope} in ('sua', 'ente') and sua_id = ${sua})`;
const ofSua = `(${scope} = 'sua' and sua_id = ${sua})`;

const forced = (table: string): string[] => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy ${table}_read on ${table} for select using (${withinSua})`,
  `create policy ${table}_write on ${table} for insert with check (${ofSua})`,
];

/** Models and clauses that Provinces give each other: whose signature is known, what came, and what of it was taken. */
const statements = [
  `create table community_signing_keys (
    fingerprint character(64) not null,
    sua_id uuid not null,
    sealed_private_key text not null,
    created_at timestamptz not null,
    constraint "PK_community_signing_keys" primary key (fingerprint),
    constraint fk_community_signing_keys_sua foreign key (sua_id) references enti (id)
  )`,
  'alter table community_signing_keys enable row level security',
  'alter table community_signing_keys force row level security',
  `create policy community_signing_keys_system on community_signing_keys using (${scope} = 'system') with check (${scope} = 'system')`,
  'grant select, insert on community_signing_keys to gare_app',

  `create table community_signers (
    id uuid not null,
    sua_id uuid not null,
    name text not null,
    public_key text not null,
    fingerprint character(64) not null,
    own boolean not null,
    trusted_at timestamptz not null,
    trusted_by text not null,
    revoked_at timestamptz,
    revoked_by text,
    revoke_reason text,
    constraint "PK_community_signers" primary key (id),
    constraint fk_community_signers_sua foreign key (sua_id) references enti (id)
  )`,
  'create unique index community_signers_once on community_signers (sua_id, fingerprint) where revoked_at is null',
  ...forced('community_signers'),
  `create policy community_signers_revoke on community_signers for update using (${scope} = 'sua')`,
  'grant select, insert, update (revoked_at, revoked_by, revoke_reason) on community_signers to gare_app',

  `create table community_imports (
    id uuid not null,
    sua_id uuid not null,
    sha256 character(64) not null,
    file_name text not null,
    bytes integer not null,
    storage_key text not null,
    signer_name text not null,
    fingerprint character(64) not null,
    manifest jsonb not null,
    received_at timestamptz not null,
    received_by text not null,
    constraint "PK_community_imports" primary key (id),
    constraint fk_community_imports_sua foreign key (sua_id) references enti (id)
  )`,
  'create unique index community_imports_once on community_imports (sua_id, sha256)',
  ...forced('community_imports'),
  'grant select, insert on community_imports to gare_app',

  `create table community_taken (
    id uuid not null,
    sua_id uuid not null,
    import_id uuid not null,
    kind text not null,
    code text not null,
    content jsonb not null,
    sides jsonb not null,
    taken_at timestamptz not null,
    taken_by text not null,
    constraint "PK_community_taken" primary key (id),
    constraint fk_community_taken_sua foreign key (sua_id) references enti (id),
    constraint fk_community_taken_import foreign key (import_id) references community_imports (id)
  )`,
  'create index community_taken_last on community_taken (sua_id, kind, code, taken_at)',
  ...forced('community_taken'),
  'grant select, insert on community_taken to gare_app',
];

export class Community1795305600064 implements MigrationInterface {
  name = 'Community1795305600064';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
