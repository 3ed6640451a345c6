import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const enti = `(select coalesce(nullif(current_setting('app.ente_ids', true), ''), '{}'))::uuid[]`;
const dossiers = `(select coalesce(nullif(current_setting('app.dossier_ids', true), ''), '{}'))::uuid[]`;
const ofSua = `(${scope} = 'sua' and sua_id = ${sua})`;
const ofEnte = `(${scope} = 'ente' and sua_id = ${sua} and ente_id = any (${enti}))`;
const onLeave = `(${scope} = 'ente' and sua_id = ${sua} and dossier_id = any (${dossiers}))`;

const ofVersion = (table: string): string =>
  `alter table ${table} add constraint fk_${table}_version foreign key (document_version_id, dossier_id, sua_id, ente_id)
    references document_versions (id, dossier_id, sua_id, ente_id)`;

const walls = (table: string): string[] => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy ${table}_in_sight on ${table} using (${ofSua} or ${ofEnte}) with check (${ofSua} or ${ofEnte})`,
  `create policy ${table}_on_leave on ${table} for select using (${onLeave})`,
  `grant select, insert on ${table} to gare_app`,
];

/** What a generated version was formed from, and where each value of it stands: written with the version, never changed. */
const statements = [
  `create table version_facts (
    document_version_id uuid not null,
    dossier_id uuid not null,
    sua_id uuid not null,
    ente_id uuid not null,
    "values" jsonb not null,
    constraint "PK_version_facts" primary key (document_version_id)
  )`,
  `create table fact_places (
    document_version_id uuid not null,
    position int not null,
    dossier_id uuid not null,
    sua_id uuid not null,
    ente_id uuid not null,
    field text not null,
    instance text not null,
    part text not null,
    paragraph int not null,
    line int,
    start int not null,
    text text not null,
    origin text,
    constraint "PK_fact_places" primary key (document_version_id, position)
  )`,
  'create index fact_places_of_field on fact_places (dossier_id, field)',
  ...['version_facts', 'fact_places'].flatMap((table) => [ofVersion(table), ...walls(table)]),
];

export class FactPlaces1795305600061 implements MigrationInterface {
  name = 'FactPlaces1795305600061';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
