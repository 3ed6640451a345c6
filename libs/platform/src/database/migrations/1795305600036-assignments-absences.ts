import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const enti = `(select coalesce(nullif(current_setting('app.ente_ids', true), ''), '{}'))::uuid[]`;
const dossiers = `(select coalesce(nullif(current_setting('app.dossier_ids', true), ''), '{}'))::uuid[]`;
const ofSua = `(${scope} = 'sua' and sua_id = ${sua})`;
const ofEnte = `(${scope} = 'ente' and sua_id = ${sua} and ente_id = any (${enti}))`;
const onLeave = `(${scope} = 'ente' and sua_id = ${sua} and dossier_id = any (${dossiers}))`;
/** Who of the Province stands in for whom: a comune that waits on them has to know. */
const ofProvince = `(${scope} = 'ente' and sua_id = ${sua} and ente_id = sua_id)`;

/** Names stand in the rows: the people of another body are not in sight. */
const tables = [
  `create table dossier_assignments (
    id uuid not null,
    sua_id uuid not null,
    ente_id uuid not null,
    dossier_id uuid not null,
    person_id uuid not null,
    person text not null,
    role text not null,
    acting_ente_id uuid not null,
    assigned_by uuid not null,
    assigned_by_name text not null,
    from_at timestamptz not null,
    to_at timestamptz,
    constraint "PK_dossier_assignments" primary key (id)
  )`,
  `alter table dossier_assignments add constraint fk_dossier_assignments_dossier foreign key (dossier_id, sua_id, ente_id) references dossiers (id, sua_id, ente_id)`,
  'alter table dossier_assignments add constraint fk_dossier_assignments_person_id foreign key (person_id) references people (id)',
  'alter table dossier_assignments add constraint ck_dossier_assignments_times check (to_at >= from_at)',
  'create unique index dossier_assignments_once on dossier_assignments (dossier_id, role, person_id) where to_at is null',
  'create index dossier_assignments_of_person on dossier_assignments (person_id) where to_at is null',
  `create table absences (
    id uuid not null,
    sua_id uuid not null,
    ente_id uuid not null,
    person_id uuid not null,
    person text not null,
    substitute_id uuid,
    substitute text,
    roles text[] not null,
    from_on date not null,
    to_on date not null,
    recorded_by uuid not null,
    recorded_by_name text not null,
    recorded_at timestamptz not null,
    revoked_at timestamptz,
    constraint "PK_absences" primary key (id)
  )`,
  'alter table absences add constraint fk_absences_ente_id foreign key (ente_id) references enti (id)',
  'alter table absences add constraint fk_absences_person_id foreign key (person_id) references people (id)',
  'alter table absences add constraint fk_absences_substitute_id foreign key (substitute_id) references people (id)',
  'alter table absences add constraint ck_absences_days check (to_on >= from_on)',
  'create index absences_of_person on absences (person_id, to_on) where revoked_at is null',
  'create index absences_of_substitute on absences (substitute_id, to_on) where revoked_at is null',
  'create index absences_of_ente on absences (ente_id, to_on)',
];

/** Of what was recorded only the end is written. */
const access = [
  'alter table dossier_assignments enable row level security',
  'alter table dossier_assignments force row level security',
  `create policy dossier_assignments_in_sight on dossier_assignments using (${ofSua} or ${ofEnte}) with check (${ofSua} or ${ofEnte})`,
  `create policy dossier_assignments_on_leave on dossier_assignments for select using (${onLeave})`,
  'grant select, insert, update (to_at) on dossier_assignments to gare_app',
  'alter table absences enable row level security',
  'alter table absences force row level security',
  `create policy absences_in_sight on absences using (${ofSua} or ${ofEnte}) with check (${ofSua} or ${ofEnte})`,
  `create policy absences_of_province on absences for select using (${ofProvince})`,
  'grant select, insert, update (revoked_at) on absences to gare_app',
];

export class AssignmentsAbsences1795305600036 implements MigrationInterface {
  name = 'AssignmentsAbsences1795305600036';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...tables, ...access]) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
