import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const person = `(select nullif(current_setting('app.person_id', true), '')::uuid)`;

const ofSua = `(${scope} = 'sua' and sua_id = ${sua})`;
/** What belongs to one person is seen by no colleague, also of the same body. */
const own = `(${scope} = 'person' and sua_id = ${sua} and person_id = ${person})`;

const statements = [
  `create table notifications (
    id uuid not null,
    sua_id uuid not null,
    ente_id uuid not null,
    person_id uuid not null,
    dossier_id uuid,
    code text not null,
    title text not null,
    "text" text not null,
    "path" text not null,
    urgent boolean not null,
    dedupe_key text not null,
    created_at timestamptz not null,
    read_at timestamptz,
    in_app boolean not null,
    mail text not null,
    message_id uuid,
    constraint "PK_notifications" primary key (id)
  )`,
  'create unique index notifications_once on notifications (person_id, dedupe_key)',
  'create index notifications_of_person on notifications (person_id, ente_id, created_at)',
  'create index notifications_unread on notifications (person_id, ente_id) where read_at is null and in_app',
  `create index notifications_to_mail on notifications (sua_id, mail, created_at) where message_id is null and mail <> 'NO'`,
  'alter table notifications add constraint fk_notifications_person_id foreign key (person_id) references people (id)',
  'alter table notifications add constraint fk_notifications_ente_id foreign key (ente_id) references enti (id)',
  'alter table notifications add constraint fk_notifications_dossier_id foreign key (dossier_id) references dossiers (id)',
  `create table notification_settings (
    person_id uuid not null,
    sua_id uuid not null,
    choices jsonb not null,
    digest_hour int not null,
    working_days_only boolean not null,
    updated_at timestamptz not null,
    constraint "PK_notification_settings" primary key (person_id)
  )`,
  'alter table notification_settings add constraint fk_notification_settings_person_id foreign key (person_id) references people (id)',
  'alter table notification_settings add constraint ck_notification_settings_hour check (digest_hour between 0 and 23)',
  ...['notifications', 'notification_settings'].flatMap((table) => [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy ${table}_in_sight on ${table} using (${ofSua} or ${own}) with check (${ofSua} or ${own})`,
    `grant select, insert, update on ${table} to gare_app`,
  ]),
];

/** Notices, and how each person wants to be told of them. Written with the eyes of the Province, read by the person alone. */
export class Notifications1795305600043 implements MigrationInterface {
  name = 'Notifications1795305600043';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
