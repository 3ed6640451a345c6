import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const enti = `(select coalesce(nullif(current_setting('app.ente_ids', true), ''), '{}'))::uuid[]`;

const ofSua = `(${scope} = 'sua' and sua_id = ${sua})`;
const ofEnte = `(${scope} = 'ente' and sua_id = ${sua} and ente_id = any (${enti}))`;

/** What is told of every entry of money. */
const entered = `
    importo numeric(15,2) not null,
    data date not null,
    storna uuid,
    motivazione text,
    recorded_by uuid not null,
    recorded_by_name text not null,
    recorded_at timestamptz not null`;

const tables = [
  `create table dossier_expenses (
    id uuid not null,
    sua_id uuid not null,
    ente_id uuid not null,
    dossier_id uuid not null,
    voce text not null,
    descrizione text not null,
    a_carico_di text not null,${entered},
    constraint "PK_dossier_expenses" primary key (id)
  )`,
  `create table member_payments (
    id uuid not null,
    sua_id uuid not null,
    ente_id uuid not null,
    tipo text not null,
    riferimento text not null,
    dossier_id uuid,
    momento text,${entered},
    constraint "PK_member_payments" primary key (id)
  )`,
  `create table statement_files (
    id uuid not null,
    sua_id uuid not null,
    ente_id uuid not null,
    anno integer not null,
    input_hash character(64) not null,
    input jsonb not null,
    status text not null,
    file_name text not null,
    sha256 character(64),
    bytes integer,
    storage_key text,
    reason text,
    job_id uuid not null,
    created_by uuid not null,
    created_at timestamptz not null,
    constraint "PK_statement_files" primary key (id)
  )`,
  // An entry is taken back once.
  'create unique index dossier_expenses_storna on dossier_expenses (storna)',
  'create unique index member_payments_storna on member_payments (storna)',
  'create index dossier_expenses_of_dossier on dossier_expenses (dossier_id, data)',
  'create index dossier_expenses_of_year on dossier_expenses (sua_id, data)',
  'create index member_payments_of_ente on member_payments (ente_id, data)',
  'create index member_payments_of_dossier on member_payments (dossier_id)',
  'create unique index statement_files_one_per_input on statement_files (ente_id, anno, input_hash)',
  // Publications and awards of a year without reading all that happened in it.
  `create index audit_milestones on audit_entries (sua_id, "at") where action in ('dossier.pubblica', 'dossier.aggiudica')`,
  'alter table dossier_expenses add constraint fk_dossier_expenses_dossier_id foreign key (dossier_id) references dossiers (id)',
  'alter table dossier_expenses add constraint fk_dossier_expenses_storna foreign key (storna) references dossier_expenses (id)',
  'alter table member_payments add constraint fk_member_payments_ente_id foreign key (ente_id) references enti (id)',
  'alter table member_payments add constraint fk_member_payments_dossier_id foreign key (dossier_id) references dossiers (id)',
  'alter table member_payments add constraint fk_member_payments_storna foreign key (storna) references member_payments (id)',
  'alter table statement_files add constraint fk_statement_files_ente_id foreign key (ente_id) references enti (id)',
  // Zero says nothing, and only what takes back an entry goes below it.
  'alter table dossier_expenses add constraint ck_dossier_expenses_segno check (importo <> 0 and (importo < 0) = (storna is not null))',
  'alter table member_payments add constraint ck_member_payments_segno check (importo <> 0 and (importo < 0) = (storna is not null))',
];

/** The SUA keeps the registers; a comune reads what concerns it, and may ask for the file of its own statement. */
const access = [
  ...['dossier_expenses', 'member_payments'].flatMap((table) => [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy ${table}_in_sight on ${table} using (${ofSua} or ${ofEnte}) with check (${ofSua})`,
    `grant select, insert on ${table} to gare_app`,
  ]),
  'alter table statement_files enable row level security',
  'alter table statement_files force row level security',
  `create policy statement_files_in_sight on statement_files using (${ofSua} or ${ofEnte}) with check (${ofSua} or ${ofEnte})`,
  'grant select, insert, update on statement_files to gare_app',
];

export class MemberAccounts1795305600010 implements MigrationInterface {
  name = 'MemberAccounts1795305600010';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...tables, ...access]) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
