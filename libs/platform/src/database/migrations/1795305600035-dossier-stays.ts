import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const enti = `(select coalesce(nullif(current_setting('app.ente_ids', true), ''), '{}'))::uuid[]`;
const dossiers = `(select coalesce(nullif(current_setting('app.dossier_ids', true), ''), '{}'))::uuid[]`;
const ofSua = `(${scope} = 'sua' and sua_id = ${sua})`;
const ofEnte = `(${scope} = 'ente' and sua_id = ${sua} and ente_id = any (${enti}))`;
const onLeave = `(${scope} = 'ente' and sua_id = ${sua} and dossier_id = any (${dossiers}))`;

const firstStay = (row: string): string =>
  `gen_random_uuid(), ${row}.sua_id, ${row}.ente_id, ${row}.id, ${row}.kind_code, ${row}.state, '', ${row}.turn,
    case ${row}.turn when 'COMUNE' then ${row}.ente_id when 'SUA' then ${row}.sua_id end, 'STATO', false, '', ${row}.created_at, ${row}.created_at`;
const firstColumns = `id, sua_id, ente_id, dossier_id, kind_code, state, phase, waits_party, waits_ente_id, cause, clock_stopped, reason, waits_since, from_at`;

/**
 * On whom each dossier waited, and from when to when. The stays of a dossier follow one another without a gap from its opening on,
 * and the last one is open: what is attributed to parties sums to what elapsed, because the database takes nothing else.
 */
const table = [
  `create table dossier_stays (
    id uuid not null,
    sua_id uuid not null,
    ente_id uuid not null,
    dossier_id uuid not null,
    kind_code text not null,
    state text not null,
    phase text not null,
    waits_party text not null,
    waits_ente_id uuid,
    waits_role text,
    waits_person_id uuid,
    waits_person text,
    cause text not null,
    clock_stopped boolean not null,
    reason text not null,
    waits_since timestamptz not null,
    from_at timestamptz not null,
    to_at timestamptz,
    constraint "PK_dossier_stays" primary key (id)
  )`,
  `alter table dossier_stays add constraint fk_dossier_stays_dossier foreign key (dossier_id, sua_id, ente_id) references dossiers (id, sua_id, ente_id)`,
  'alter table dossier_stays add constraint ck_dossier_stays_times check (to_at >= from_at and waits_since <= from_at)',
  'create unique index dossier_stays_open on dossier_stays (dossier_id) where to_at is null',
  'create index dossier_stays_of_dossier on dossier_stays (dossier_id, from_at)',
  'create index dossier_stays_of_person on dossier_stays (waits_person_id) where to_at is null',
  // Before the table is walled: dossiers there are already have waited since their opening on whom they wait on now.
  'alter table dossiers no force row level security',
  `insert into dossier_stays (${firstColumns}) select ${firstStay('d')} from dossiers d`,
  'alter table dossiers force row level security',
];

const fixed = [
  `create function dossier_stays_follow() returns trigger language plpgsql as $$
  declare
    due timestamptz;
  begin
    select coalesce((select max(s.to_at) from dossier_stays s where s.dossier_id = new.dossier_id), d.created_at) into due
      from dossiers d where d.id = new.dossier_id;
    if new.from_at is distinct from due then
      raise exception 'a stay starts where the one before it ends' using errcode = 'check_violation';
    end if;
    return new;
  end $$`,
  'create trigger dossier_stays_adjoin before insert on dossier_stays for each row execute function dossier_stays_follow()',
  `create function dossier_stays_end() returns trigger language plpgsql as $$
  begin
    if old.to_at is not null or new.to_at is null or (to_jsonb(old) - 'to_at') is distinct from (to_jsonb(new) - 'to_at') then
      raise exception 'of a stay only its end is written, once' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end $$`,
  'create trigger dossier_stays_fixed before update on dossier_stays for each row execute function dossier_stays_end()',
  `create function dossier_stays_go_on() returns trigger language plpgsql as $$
  begin
    if not exists (select 1 from dossier_stays s where s.dossier_id = new.dossier_id and s.to_at is null) then
      raise exception 'a stay ends where another begins' using errcode = 'check_violation';
    end if;
    return null;
  end $$`,
  `create constraint trigger dossier_stays_go_on after update on dossier_stays deferrable initially deferred
    for each row execute function dossier_stays_go_on()`,
  `create function dossiers_opening_fixed() returns trigger language plpgsql as $$
  begin
    raise exception 'when and by whom a dossier was opened is not changed' using errcode = 'insufficient_privilege';
  end $$`,
  `create trigger dossiers_opening_fixed before update on dossiers for each row
    when (old.created_at is distinct from new.created_at or old.created_by is distinct from new.created_by)
    execute function dossiers_opening_fixed()`,
  // Every dossier waits on somebody from its first moment, whoever wrote its row.
  `create function dossier_stays_begin() returns trigger language plpgsql as $$
  begin
    if not exists (select 1 from dossier_stays s where s.dossier_id = new.id) then
      insert into dossier_stays (${firstColumns}) values (${firstStay('new')});
    end if;
    return null;
  end $$`,
  `create constraint trigger dossier_stays_begin after insert on dossiers deferrable initially deferred
    for each row execute function dossier_stays_begin()`,
];

const access = [
  'alter table dossier_stays enable row level security',
  'alter table dossier_stays force row level security',
  `create policy dossier_stays_in_sight on dossier_stays using (${ofSua} or ${ofEnte}) with check (${ofSua} or ${ofEnte})`,
  `create policy dossier_stays_on_leave on dossier_stays for select using (${onLeave})`,
  'grant select, insert, update (to_at) on dossier_stays to gare_app',
];

export class DossierStays1795305600035 implements MigrationInterface {
  name = 'DossierStays1795305600035';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...table, ...fixed, ...access]) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
