import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const enti = `(select coalesce(nullif(current_setting('app.ente_ids', true), ''), '{}'))::uuid[]`;
const ofSua = `(${scope} = 'sua' and sua_id = ${sua})`;
const ofEnte = `(${scope} = 'ente' and sua_id = ${sua} and ente_id = any (${enti}))`;

/** Cases a survey is recomputed from. One that is no longer in the list of the office is marked, never deleted. */
const statements = [
  `create table surveyed_cases (
    dossier_id uuid not null,
    procedure_key text not null,
    pratica text not null,
    sua_id uuid not null,
    ente_id uuid not null,
    procedura text not null,
    avvio date not null,
    conclusione date,
    giorni_sospesi integer not null,
    superseded boolean not null default false,
    imported_at timestamptz not null,
    constraint "PK_surveyed_cases" primary key (dossier_id, procedure_key, pratica)
  )`,
  `alter table surveyed_cases add constraint fk_surveyed_cases_dossier foreign key (dossier_id, sua_id, ente_id) references dossiers (id, sua_id, ente_id)`,
  'alter table surveyed_cases add constraint ck_surveyed_cases_days check (giorni_sospesi >= 0 and (conclusione is null or conclusione >= avvio))',
  'alter table surveyed_cases enable row level security',
  'alter table surveyed_cases force row level security',
  `create policy surveyed_cases_in_sight on surveyed_cases using (${ofSua} or ${ofEnte}) with check (${ofSua} or ${ofEnte})`,
  'grant select, insert, update on surveyed_cases to gare_app',
];

export class SurveyedCases1795305600051 implements MigrationInterface {
  name = 'SurveyedCases1795305600051';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
