import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const enti = `(select coalesce(nullif(current_setting('app.ente_ids', true), ''), '{}'))::uuid[]`;

const system = `${scope} = 'system'`;
const ofSua = `(${scope} = 'sua' and sua_id = ${sua})`;
const ofEnte = `(${scope} = 'ente' and sua_id = ${sua} and ente_id = any (${enti}))`;
/** Who has, or has had, a role in the body of the caller; the inner rows pass through their own policy. */
const colleague = `(${scope} = 'ente' and sua_id = ${sua} and exists (select 1 from role_assignments r where r.person_id = people.id))`;

const columns = [
  `alter table convenzioni add numero text not null default '', add ultrattivita boolean not null default false, add sospensione jsonb`,
  `alter table convenzioni add constraint ck_convenzioni_durata check (al >= dal)`,
  `alter table enti add codice_istat_anac text`,
  `alter table role_assignments add atto jsonb, add delegate_of uuid, add revocato_dal date`,
  `alter table role_assignments add constraint fk_role_assignments_delegate_of foreign key (delegate_of) references role_assignments (id)`,
  `create index role_assignments_of_ente on role_assignments (ente_id)`,
  // Sessions that are open already get an id, new ones bring theirs.
  `alter table sessions add id uuid not null default gen_random_uuid(), add client text`,
  `alter table sessions alter id drop default`,
  `create unique index sessions_id on sessions (id)`,
  `create table registry_acts (
    id uuid not null,
    sua_id uuid not null,
    ente_id uuid not null,
    "at" timestamptz not null,
    action text not null,
    summary text not null,
    person_id uuid not null,
    person text not null,
    "role" text,
    acting_ente_id uuid not null,
    acting_ente text not null,
    request_id text,
    details jsonb not null,
    constraint "PK_registry_acts" primary key (id)
  )`,
  `create index registry_acts_of_ente on registry_acts (ente_id, "at")`,
  `alter table registry_acts add constraint fk_registry_acts_ente_id foreign key (ente_id) references enti (id)`,
];

const access = [
  'alter table registry_acts enable row level security',
  'alter table registry_acts force row level security',
  `create policy registry_acts_in_sight on registry_acts using (${ofSua} or ${ofEnte}) with check (${ofSua} or ${ofEnte})`,
  'grant select, insert on registry_acts to gare_app',
  // A comune sees and gives the roles of its own body, and reads the names of who holds them.
  `alter policy role_assignments_in_sight on role_assignments using (${system} or ${ofSua} or ${ofEnte})
    with check (${system} or ${ofSua} or ${ofEnte})`,
  `alter policy people_in_sight on people using (${system} or ${ofSua} or ${colleague}) with check (${system} or ${ofSua})`,
];

/**
 * One convenzione in force for the same body, days and contracts, also for two transactions at once: who comes second waits for
 * the lock and then sees what the first wrote. The sentence people read comes from the service; this is the wall behind it.
 */
const oneInForce = [
  `create function convenzioni_one_in_force() returns trigger language plpgsql as $$
  begin
    if new.stato not in ('ATTIVA', 'IN_SCADENZA', 'RINNOVATA', 'SOSPESA', 'RECESSO_IN_CORSO') then return new; end if;
    perform pg_advisory_xact_lock(hashtextextended('convenzioni ' || new.ente_id, 0));
    if exists (
      select 1 from convenzioni other,
        jsonb_to_recordset(other.ambito) as theirs(tipo text, "oggettoConcessione" text, min numeric, max numeric),
        jsonb_to_recordset(new.ambito) as ours(tipo text, "oggettoConcessione" text, min numeric, max numeric)
      where other.ente_id = new.ente_id and other.id <> new.id and other.dal <= new.al and new.dal <= other.al
        and other.stato in ('ATTIVA', 'IN_SCADENZA', 'RINNOVATA', 'SOSPESA', 'RECESSO_IN_CORSO')
        and theirs.tipo = ours.tipo and theirs."oggettoConcessione" is not distinct from ours."oggettoConcessione"
        and theirs.min < coalesce(ours.max, 'infinity') and ours.min < coalesce(theirs.max, 'infinity')
    ) then
      raise exception 'another convenzione is in force for the same scope' using errcode = 'exclusion_violation', constraint = 'convenzioni_one_in_force';
    end if;
    return new;
  end $$`,
  `create trigger convenzioni_one_in_force before insert or update on convenzioni for each row execute function convenzioni_one_in_force()`,
];

/**
 * Ends an open session of a SUA, of one person where `p_person` names it, and tells whose it was. It sees sessions for itself
 * alone, so that the act can be recorded in the same transaction through the eyes of who does it.
 */
const endingSessions = [
  `create function session_end(p_id uuid, p_sua uuid, p_person uuid, p_at timestamptz) returns table (person_id uuid, ente_id uuid)
    language sql set app.scope = 'system' as $$
    update sessions set revoked_at = p_at
    where id = p_id and sua_id = p_sua and (p_person is null or sessions.person_id = p_person) and revoked_at is null and expires_at > p_at
    returning sessions.person_id, sessions.ente_id
  $$`,
  'grant execute on function session_end to gare_app',
];

export class EntiRolesCoverage1795305600005 implements MigrationInterface {
  name = 'EntiRolesCoverage1795305600005';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...columns, ...access, ...oneInForce, ...endingSessions]) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
