import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const enti = `(select coalesce(nullif(current_setting('app.ente_ids', true), ''), '{}'))::uuid[]`;
const ofSua = `(${scope} = 'sua' and sua_id = ${sua})`;
const ofEnte = `(${scope} = 'ente' and sua_id = ${sua} and ente_id = any (${enti}))`;

/** Reminders of the terms of a convenzione: each is given once, also by two workers at the same moment. The comune reads its own. */
const statements = [
  `create table convenzione_reminders (
    dossier_id uuid not null,
    term text not null,
    due_on date not null,
    sua_id uuid not null,
    ente_id uuid not null,
    days_before int not null,
    title text not null,
    given_on date not null,
    "at" timestamptz not null,
    constraint "PK_convenzione_reminders" primary key (dossier_id, term, due_on)
  )`,
  'alter table convenzione_reminders add constraint fk_convenzione_reminders_dossier_id foreign key (dossier_id) references dossiers (id)',
  'alter table convenzione_reminders enable row level security',
  'alter table convenzione_reminders force row level security',
  `create policy convenzione_reminders_in_sight on convenzione_reminders using (${ofSua} or ${ofEnte}) with check (${ofSua})`,
  'grant select, insert on convenzione_reminders to gare_app',
];

export class ConvenzioneReminders1795305600009 implements MigrationInterface {
  name = 'ConvenzioneReminders1795305600009';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
