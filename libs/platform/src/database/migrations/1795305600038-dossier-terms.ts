import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const enti = `(select coalesce(nullif(current_setting('app.ente_ids', true), ''), '{}'))::uuid[]`;
const dossiers = `(select coalesce(nullif(current_setting('app.dossier_ids', true), ''), '{}'))::uuid[]`;
const ofSua = `(${scope} = 'sua' and sua_id = ${sua})`;
const ofEnte = `(${scope} = 'ente' and sua_id = ${sua} and ente_id = any (${enti}))`;
const onLeave = `(${scope} = 'ente' and sua_id = ${sua} and dossier_id = any (${dossiers}))`;
const withinSua = `(${scope} in ('sua', 'ente') and sua_id = ${sua})`;
const ofDossier = 'foreign key (dossier_id, sua_id, ente_id) references dossiers (id, sua_id, ente_id)';

/**
 * The terms of each dossier as they stand, so that lists, reminders and calendars read rows; they follow from sheet, steps, acts and
 * the law, and are written anew in the transaction of whatever changes one of these. Acts and outages only grow.
 */
const tables = [
  `create table dossier_terms (
    dossier_id uuid not null,
    code text not null,
    sua_id uuid not null,
    ente_id uuid not null,
    title text not null,
    clock text not null,
    nature text not null,
    from_on date,
    due_on date,
    due_at timestamptz,
    state text not null,
    met_on date,
    cite text not null,
    explanation text not null,
    consequence text not null,
    parameter jsonb,
    suspensions jsonb not null,
    proposal timestamptz,
    changes_at timestamptz,
    previous_due_on date,
    previous_due_at timestamptz,
    moved_at timestamptz,
    sequence int not null default 0,
    written_at timestamptz not null,
    constraint "PK_dossier_terms" primary key (dossier_id, code)
  )`,
  `alter table dossier_terms add constraint fk_dossier_terms_dossier ${ofDossier}`,
  'create index dossier_terms_due on dossier_terms (sua_id, due_on)',
  'create index dossier_terms_changing on dossier_terms (sua_id, changes_at) where changes_at is not null',
  `create table term_readings (
    dossier_id uuid not null,
    sua_id uuid not null,
    ente_id uuid not null,
    law text not null,
    read_at timestamptz not null,
    constraint "PK_term_readings" primary key (dossier_id)
  )`,
  `alter table term_readings add constraint fk_term_readings_dossier ${ofDossier}`,
  'create index term_readings_of_sua on term_readings (sua_id, law)',
  `create table term_acts (
    id uuid not null,
    dossier_id uuid not null,
    sua_id uuid not null,
    ente_id uuid not null,
    kind text not null,
    on_day date not null,
    amount int,
    refers_to uuid,
    reference text not null,
    recorded_by uuid not null,
    recorded_by_name text not null,
    recorded_at timestamptz not null,
    constraint "PK_term_acts" primary key (id)
  )`,
  `alter table term_acts add constraint fk_term_acts_dossier ${ofDossier}`,
  'alter table term_acts add constraint fk_term_acts_refers_to foreign key (refers_to) references term_acts (id)',
  'create index term_acts_of_dossier on term_acts (dossier_id, recorded_at)',
  `create table pad_outages (
    id uuid not null,
    sua_id uuid not null,
    platform text not null,
    from_at timestamptz not null,
    to_at timestamptz not null,
    evidence text not null,
    reverses_id uuid,
    recorded_by uuid not null,
    recorded_by_name text not null,
    recorded_at timestamptz not null,
    constraint "PK_pad_outages" primary key (id)
  )`,
  'alter table pad_outages add constraint fk_pad_outages_sua_id foreign key (sua_id) references enti (id)',
  'alter table pad_outages add constraint fk_pad_outages_reverses_id foreign key (reverses_id) references pad_outages (id)',
  'alter table pad_outages add constraint ck_pad_outages_times check (to_at >= from_at)',
  'create unique index pad_outages_reversed_once on pad_outages (reverses_id) where reverses_id is not null',
  'create index pad_outages_of_sua on pad_outages (sua_id, from_at)',
];

/** Who reviews a dossier reads its terms and acts; the outages of a Province are no secret inside it. */
const access = [
  ...['dossier_terms', 'term_readings', 'term_acts'].flatMap((table) => [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy ${table}_in_sight on ${table} using (${ofSua} or ${ofEnte}) with check (${ofSua} or ${ofEnte})`,
    `create policy ${table}_on_leave on ${table} for select using (${onLeave})`,
  ]),
  'grant select, insert, update, delete on dossier_terms to gare_app',
  'grant select, insert, update on term_readings to gare_app',
  'grant select, insert on term_acts to gare_app',
  'alter table pad_outages enable row level security',
  'alter table pad_outages force row level security',
  `create policy pad_outages_in_sight on pad_outages for select using ${withinSua}`,
  `create policy pad_outages_written on pad_outages for insert with check ${ofSua}`,
  'grant select, insert on pad_outages to gare_app',
];

export class DossierTerms1795305600038 implements MigrationInterface {
  name = 'DossierTerms1795305600038';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...tables, ...access]) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
