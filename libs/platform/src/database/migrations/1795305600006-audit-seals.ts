import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const enti = `(select coalesce(nullif(current_setting('app.ente_ids', true), ''), '{}'))::uuid[]`;
const ofSua = `(${scope} = 'sua' and sua_id = ${sua})`;
const ofEnte = `(${scope} = 'ente' and sua_id = ${sua} and ente_id = any (${enti}))`;

const tables = [
  `create table audit_seals (
    sua_id uuid not null,
    day date not null,
    chains int not null,
    root char(64) not null,
    previous_seal char(64) not null,
    hash char(64) not null,
    sealed_at timestamptz not null,
    constraint "PK_audit_seals" primary key (sua_id, day)
  )`,
  `create table audit_sealed_heads (
    sua_id uuid not null,
    day date not null,
    position int not null,
    ente_id uuid not null,
    subject_kind text not null,
    subject_id uuid not null,
    sequence int not null,
    hash char(64) not null,
    proof text array not null,
    constraint "PK_audit_sealed_heads" primary key (sua_id, day, position)
  )`,
  `alter table audit_seals add constraint fk_audit_seals_sua_id foreign key (sua_id) references enti (id)`,
  `alter table audit_sealed_heads add constraint fk_audit_sealed_heads_seal foreign key (sua_id, day) references audit_seals (sua_id, day)`,
  'create unique index audit_sealed_heads_of_subject on audit_sealed_heads (subject_id, day)',
  // What changed since a day, without reading the chains that did not.
  'create index audit_entries_of_day on audit_entries (sua_id, "at")',
  // The first page of the Scrivania and its counter of near deadlines, without reading every dossier of the Province.
  'create index dossiers_newest on dossiers (sua_id, updated_at desc nulls last, id)',
  'create index dossiers_due on dossiers (sua_id, scadenza_offerte) include (ente_id) where scadenza_offerte is not null',
  // Who has read which version on which day: keeps one reading of a day from filling the chain.
  `create table confidential_reads (
    document_id uuid not null,
    version int not null,
    person_id uuid not null,
    day date not null,
    sua_id uuid not null,
    ente_id uuid not null,
    constraint "PK_confidential_reads" primary key (document_id, version, person_id, day)
  )`,
  `alter table confidential_reads add constraint fk_confidential_reads_document_id foreign key (document_id) references documents (id)`,
];

/** Who reads, who writes. A seal holds no tender content: `system` reads it for the metrics, a comune to check its own chains. */
const policies: Record<string, { reads: string; writes: string }> = {
  audit_seals: { reads: `${scope} = 'system' or (${scope} in ('sua', 'ente') and sua_id = ${sua})`, writes: ofSua },
  audit_sealed_heads: { reads: `${ofSua} or ${ofEnte}`, writes: ofSua },
  confidential_reads: { reads: `${ofSua} or ${ofEnte}`, writes: `${ofSua} or ${ofEnte}` },
};

/**
 * Appends acts to the chain of one dossier: lock, last entry, hash and rows in one round trip. The lock serialises the writers of
 * the dossier until their transactions end, and each statement here sees what was committed before it, so the chain has neither
 * gaps nor forks. The hash is over the text that the domain gives (`subjectChainParts`), with the link before it and the sequence
 * in its middle; whoever verifies works it out again from the fields.
 */
const append = `create function audit_append(p_dossier_id uuid, p_sua_id uuid, p_ente_id uuid, p_at timestamptz, p_person_id uuid, p_person text,
    p_acting_ente_id uuid, p_acting_ente text, p_request_id text, p_actions text[], p_summaries text[], p_roles text[], p_details jsonb[],
    p_heads text[], p_tails text[]) returns void language plpgsql set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
  declare
    act record;
    last_sequence int;
    last_hash text;
    own_hash text;
  begin
    perform pg_advisory_xact_lock(hashtextextended(p_dossier_id::text, 0));
    select e.sequence, e.hash into last_sequence, last_hash from audit_entries e where e.dossier_id = p_dossier_id order by e.sequence desc limit 1;
    last_sequence := coalesce(last_sequence, 0);
    last_hash := coalesce(last_hash, repeat('0', 64));
    for act in select * from unnest(p_actions, p_summaries, p_roles, p_details, p_heads, p_tails) with ordinality
        as given (action, summary, "role", details, head, tail, place) order by place loop
      last_sequence := last_sequence + 1;
      own_hash := encode(sha256(convert_to(last_hash || E'\\n' || act.head || last_sequence || act.tail, 'UTF8')), 'hex');
      insert into audit_entries (dossier_id, sequence, sua_id, ente_id, "at", action, summary, person_id, person, "role", acting_ente_id, acting_ente,
          request_id, details, previous_hash, hash)
        values (p_dossier_id, last_sequence, p_sua_id, p_ente_id, p_at, act.action, act.summary, p_person_id, p_person, act."role", p_acting_ente_id,
          p_acting_ente, p_request_id, act.details, last_hash, own_hash);
      last_hash := own_hash;
    end loop;
  end $$`;

export class AuditSeals1795305600006 implements MigrationInterface {
  name = 'AuditSeals1795305600006';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...tables, append]) await runner.query(statement);
    for (const [table, { reads, writes }] of Object.entries(policies)) {
      await runner.query(`alter table ${table} enable row level security`);
      await runner.query(`alter table ${table} force row level security`);
      await runner.query(`create policy ${table}_in_sight on ${table} for select using (${reads})`);
      await runner.query(`create policy ${table}_written on ${table} for insert with check (${writes})`);
      await runner.query(`grant select, insert on ${table} to gare_app`);
    }
    await runner.query('grant execute on function audit_append to gare_app');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
