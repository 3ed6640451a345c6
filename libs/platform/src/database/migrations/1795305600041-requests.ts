import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const enti = `(select coalesce(nullif(current_setting('app.ente_ids', true), ''), '{}'))::uuid[]`;

const ofSua = `(${scope} = 'sua' and sua_id = ${sua})`;
const ofEnte = `(${scope} = 'ente' and sua_id = ${sua} and ente_id = any (${enti}))`;

const said = `
    id uuid not null,
    sua_id uuid not null,
    ente_id uuid not null,
    dossier_id uuid not null,
    client_id uuid not null,
    testo text not null,
    corregge uuid,
    "at" timestamptz not null,
    person_id uuid not null,
    person text not null,
    "role" text,
    acting_ente_id uuid not null,
    acting_ente text not null,
    parte text not null`;

const written = ['thread_messages', 'notes_of_sua', 'notes_of_comune'];

const tables = [
  `create table thread_messages (${said},
    nel_fascicolo boolean not null default false,
    campo text,
    constraint "PK_thread_messages" primary key (id)
  )`,
  ...['notes_of_sua', 'notes_of_comune'].map((table) => `create table ${table} (${said}, constraint "PK_${table}" primary key (id))`),
  ...written.flatMap((table) => [
    // Sent twice it is one; and what was said is corrected once, the correction being corrected in its turn.
    `create unique index ${table}_sent_once on ${table} (dossier_id, person_id, client_id)`,
    `create unique index ${table}_corrected_once on ${table} (corregge)`,
    `create index ${table}_of_dossier on ${table} (dossier_id, "at")`,
    `create unique index ${table}_place on ${table} (id, dossier_id)`,
    `alter table ${table} add constraint fk_${table}_corregge foreign key (corregge, dossier_id) references ${table} (id, dossier_id)`,
  ]),
  `create table thread_attachments (
    id uuid not null,
    sua_id uuid not null,
    ente_id uuid not null,
    dossier_id uuid not null,
    message_id uuid,
    file_name text not null,
    mime text not null,
    bytes bigint not null,
    sha256 character(64) not null,
    storage_key text not null,
    person_id uuid not null,
    person text not null,
    "at" timestamptz not null,
    constraint "PK_thread_attachments" primary key (id)
  )`,
  'create index thread_attachments_of_message on thread_attachments (dossier_id, message_id)',
  'alter table thread_attachments add constraint fk_thread_attachments_message foreign key (message_id, dossier_id) references thread_messages (id, dossier_id)',
  `create table thread_questions (
    id uuid not null,
    sua_id uuid not null,
    ente_id uuid not null,
    dossier_id uuid not null,
    aspetta text not null,
    message_id uuid not null,
    opened_at timestamptz not null,
    entro date,
    answered_at timestamptz,
    answer_id uuid,
    constraint "PK_thread_questions" primary key (id)
  )`,
  'create unique index thread_questions_one_open on thread_questions (dossier_id) where answered_at is null',
  'create index thread_questions_open on thread_questions (sua_id, entro) where answered_at is null',
  'create index thread_questions_of_dossier on thread_questions (dossier_id, opened_at)',
  `create table integration_requests (
    id uuid not null,
    sua_id uuid not null,
    ente_id uuid not null,
    dossier_id uuid not null,
    client_id uuid not null,
    giro integer not null,
    stato text not null,
    testo text not null,
    entro date not null,
    entro_iniziale date not null,
    riprende uuid,
    opened_at timestamptz not null,
    opened_by uuid not null,
    opened_by_name text not null,
    opened_role text,
    opened_ente text not null,
    fermi jsonb not null,
    ended_at timestamptz,
    ended_by_name text,
    ended_role text,
    ended_ente text,
    esito text,
    in_ritardo boolean not null default false,
    constraint "PK_integration_requests" primary key (id)
  )`,
  `create unique index integration_requests_one_pending on integration_requests (dossier_id) where stato in ('APERTA', 'SCADUTA')`,
  'create unique index integration_requests_round on integration_requests (dossier_id, giro)',
  'create unique index integration_requests_sent_once on integration_requests (dossier_id, opened_by, client_id)',
  `create index integration_requests_pending on integration_requests (sua_id, entro) where stato in ('APERTA', 'SCADUTA')`,
  'create unique index integration_requests_place on integration_requests (id, dossier_id)',
  `create table integration_points (
    id uuid not null,
    sua_id uuid not null,
    ente_id uuid not null,
    dossier_id uuid not null,
    request_id uuid not null,
    numero integer not null,
    tipo text not null,
    oggetto text,
    testo text not null,
    stato text not null,
    baseline jsonb not null,
    risposta text,
    answered_at timestamptz,
    answered_by_name text,
    answered_role text,
    answered_ente text,
    constraint "PK_integration_points" primary key (id)
  )`,
  'create unique index integration_points_number on integration_points (request_id, numero)',
  'alter table integration_points add constraint fk_integration_points_request foreign key (request_id, dossier_id) references integration_requests (id, dossier_id)',
];

const shared = ['thread_messages', 'thread_attachments', 'thread_questions', 'integration_requests', 'integration_points'];

/** A child names the owner of its dossier: the three together must be those of the dossier row. */
const tied = [...shared, 'notes_of_sua', 'notes_of_comune'].flatMap((table) => [
  `alter table ${table} add constraint fk_${table}_dossier foreign key (dossier_id, sua_id, ente_id) references dossiers (id, sua_id, ente_id)`,
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `grant select, insert on ${table} to gare_app`,
]);

/** The parties see what they say to each other; the notes of a side are a table of its own, which the other side never reads. */
const sight = [
  ...shared.map(
    (table) => `create policy ${table}_of_the_parties on ${table} using (${ofSua} or ${ofEnte}) with check (${ofSua} or ${ofEnte})`,
  ),
  `create policy notes_of_sua_own on notes_of_sua using (${ofSua}) with check (${ofSua})`,
  `create policy notes_of_comune_own on notes_of_comune using (${ofEnte}) with check (${ofEnte})`,
];

/** What was said and asked, by whom and when stays as it is: only what comes after may be written. */
const changeable = [
  'grant update (nel_fascicolo, campo) on thread_messages to gare_app',
  'grant update (message_id) on thread_attachments to gare_app',
  'grant update (answered_at, answer_id) on thread_questions to gare_app',
  `grant update (stato, entro, fermi, ended_at, ended_by_name, ended_role, ended_ente, esito, in_ritardo) on integration_requests to gare_app`,
  'grant update (stato, risposta, answered_at, answered_by_name, answered_role, answered_ente) on integration_points to gare_app',
];

export class Requests1795305600041 implements MigrationInterface {
  name = 'Requests1795305600041';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...tables, ...tied, ...sight, ...changeable]) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
