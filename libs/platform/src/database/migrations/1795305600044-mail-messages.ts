import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const ofSua = `${scope} = 'sua' and sua_id = ${sua}`;

const statements = [
  `create table mail_messages (
    id uuid not null,
    sua_id uuid not null,
    person_id uuid not null,
    dossier_id uuid,
    digest_of date,
    state text not null,
    attempts int not null,
    created_at timestamptz not null,
    next_at timestamptz not null,
    claimed_at timestamptz,
    sent_at timestamptz,
    address text,
    reason text,
    constraint "PK_mail_messages" primary key (id)
  )`,
  // One digest per person and day, whatever runs twice.
  'create unique index mail_messages_digest on mail_messages (person_id, digest_of)',
  `create index mail_messages_open on mail_messages (sua_id, next_at) where state in ('IN_ATTESA', 'RINVIATO', 'IN_INVIO')`,
  `create index mail_messages_troubled on mail_messages (sua_id, created_at) where state in ('RINVIATO', 'RIFIUTATO', 'INCERTO')`,
  'alter table mail_messages add constraint fk_mail_messages_person_id foreign key (person_id) references people (id)',
  'alter table mail_messages add constraint fk_mail_messages_dossier_id foreign key (dossier_id) references dossiers (id)',
  'alter table notifications add constraint fk_notifications_message_id foreign key (message_id) references mail_messages (id)',
  'create index notifications_of_message on notifications (message_id) where message_id is not null',
  // A reminder is given once, also where nobody was there to be told.
  `create table reminders_given (
    sua_id uuid not null,
    source text not null,
    "key" text not null,
    stage text not null,
    dossier_id uuid not null,
    people int not null,
    "at" timestamptz not null,
    constraint "PK_reminders_given" primary key (sua_id, source, "key", stage)
  )`,
  'alter table reminders_given add constraint fk_reminders_given_dossier_id foreign key (dossier_id) references dossiers (id)',
  ...['mail_messages', 'reminders_given'].flatMap((table) => [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy ${table}_in_sight on ${table} using (${ofSua}) with check (${ofSua})`,
  ]),
  'grant select, insert, update on mail_messages to gare_app',
  'grant select, insert on reminders_given to gare_app',
];

/** E-mails with what became of them, and the reminders that were given. Only the Province's eyes see either. */
export class MailMessages1795305600044 implements MigrationInterface {
  name = 'MailMessages1795305600044';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
