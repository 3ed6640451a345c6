import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const enti = `(select coalesce(nullif(current_setting('app.ente_ids', true), ''), '{}'))::uuid[]`;
/** Dossiers that the caller has leave to review. */
const dossiers = `(select coalesce(nullif(current_setting('app.dossier_ids', true), ''), '{}'))::uuid[]`;

const ofSua = `(${scope} = 'sua' and sua_id = ${sua})`;
const ofEnte = `(${scope} = 'ente' and sua_id = ${sua} and ente_id = any (${enti}))`;
const onLeave = `(${scope} = 'ente' and sua_id = ${sua} and dossier_id = any (${dossiers}))`;

/** A child names the owner of its dossier: the three together must be those of the dossier row. */
const ofTheDossier = (table: string): string =>
  `alter table ${table} add constraint fk_${table}_dossier foreign key (dossier_id, sua_id, ente_id) references dossiers (id, sua_id, ente_id)`;

const tables = [
  'create unique index dossiers_owner on dossiers (id, sua_id, ente_id)',
  `create table conflict_declarations (
    id uuid not null,
    sua_id uuid not null,
    ente_id uuid not null,
    dossier_id uuid not null,
    person_id uuid not null,
    person text not null,
    answer text not null,
    "text" text,
    "at" timestamptz not null,
    "role" text not null,
    acting_ente_id uuid not null,
    acting_ente text not null,
    constraint "PK_conflict_declarations" primary key (id)
  )`,
  ofTheDossier('conflict_declarations'),
  'alter table conflict_declarations add constraint fk_conflict_declarations_person_id foreign key (person_id) references people (id)',
  'create index conflict_declarations_of_person on conflict_declarations (dossier_id, person_id, "at")',
  `create table review_grants (
    id uuid not null,
    sua_id uuid not null,
    ente_id uuid not null,
    dossier_id uuid not null,
    person_id uuid not null,
    person text not null,
    dal date not null,
    al date not null,
    reason text not null,
    granted_by uuid not null,
    granted_by_name text not null,
    granted_at timestamptz not null,
    revocato_dal date,
    constraint "PK_review_grants" primary key (id)
  )`,
  ofTheDossier('review_grants'),
  'alter table review_grants add constraint fk_review_grants_person_id foreign key (person_id) references people (id)',
  'alter table review_grants add constraint ck_review_grants_days check (al >= dal)',
  'create index review_grants_of_person on review_grants (person_id)',
  'create index review_grants_of_dossier on review_grants (dossier_id)',
];

/** What was declared stays as it was said. Signing in reads the leaves of a person before their eyes are known. */
const access = [
  'alter table conflict_declarations enable row level security',
  'alter table conflict_declarations force row level security',
  `create policy conflict_declarations_read on conflict_declarations for select using (${ofSua} or ${ofEnte} or ${onLeave})`,
  `create policy conflict_declarations_written on conflict_declarations for insert with check (${ofSua} or ${ofEnte} or ${onLeave})`,
  'grant select, insert on conflict_declarations to gare_app',
  'alter table review_grants enable row level security',
  'alter table review_grants force row level security',
  `create policy review_grants_in_sight on review_grants using (${ofSua} or ${ofEnte}) with check (${ofSua} or ${ofEnte})`,
  `create policy review_grants_at_sign_in on review_grants for select using (${scope} = 'system')`,
  'grant select, insert, update on review_grants to gare_app',
];

export class DeclarationsAndLeaves1795305600020 implements MigrationInterface {
  name = 'DeclarationsAndLeaves1795305600020';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...tables, ...access]) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
