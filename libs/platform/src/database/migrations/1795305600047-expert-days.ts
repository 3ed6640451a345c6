import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const enti = `(select coalesce(nullif(current_setting('app.ente_ids', true), ''), '{}'))::uuid[]`;
const ofSua = `(${scope} = 'sua' and sua_id = ${sua})`;
const ofEnte = `(${scope} = 'ente' and sua_id = ${sua} and ente_id = any (${enti}))`;

/** The time experts give to a request for support: written by the Province, read also by the body that asked. */
const statements = [
  `create table expert_days (
    id uuid not null,
    sua_id uuid not null,
    ente_id uuid not null,
    dossier_id uuid not null,
    day date not null,
    hours numeric(6, 2) not null,
    activity text not null,
    description text not null,
    expert_id uuid not null,
    expert text not null,
    reverses uuid,
    recorded_by uuid not null,
    recorded_by_name text not null,
    recorded_at timestamptz not null,
    constraint "PK_expert_days" primary key (id)
  )`,
  'alter table expert_days add constraint fk_expert_days_dossier foreign key (dossier_id, sua_id, ente_id) references dossiers (id, sua_id, ente_id)',
  'alter table expert_days add constraint fk_expert_days_reverses foreign key (reverses) references expert_days (id)',
  // Zero says nothing, and only what takes back an entry goes below it.
  'alter table expert_days add constraint ck_expert_days_sign check (hours <> 0 and (hours < 0) = (reverses is not null))',
  'create unique index expert_days_reversed on expert_days (reverses)',
  'create index expert_days_of_dossier on expert_days (dossier_id, day)',
  'alter table expert_days enable row level security',
  'alter table expert_days force row level security',
  `create policy expert_days_in_sight on expert_days using (${ofSua} or ${ofEnte}) with check (${ofSua})`,
  'grant select, insert on expert_days to gare_app',
];

export class ExpertDays1795305600047 implements MigrationInterface {
  name = 'ExpertDays1795305600047';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
