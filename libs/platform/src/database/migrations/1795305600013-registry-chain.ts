import { createHash } from 'node:crypto';
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { genesisHash } from '@gare/domain/audit/chain';
import { subjectChainInput } from '@gare/domain/audit/chain-text';

interface Act {
  readonly id: string;
  readonly enteId: string;
  readonly at: Date;
  readonly action: string;
  readonly summary: string;
  readonly personId: string;
  readonly person: string;
  readonly role: string | null;
  readonly actingEnteId: string;
  readonly actingEnte: string;
  readonly requestId: string | null;
  readonly details: unknown;
}

const columns = [
  'alter table registry_acts add sequence int, add previous_hash char(64), add hash char(64)',
  'drop index registry_acts_of_ente',
];

const keys = [
  'alter table registry_acts alter sequence set not null, alter previous_hash set not null, alter hash set not null',
  'create unique index registry_acts_chain on registry_acts (ente_id, sequence)',
  // What changed since a day, for the seal.
  'create index registry_acts_of_day on registry_acts (sua_id, "at")',
];

/** Appends an act to the chain of a body; as `audit_append` does for dossiers, of which it is the smaller sister. */
const append = `create function registry_append(p_id uuid, p_ente_id uuid, p_sua_id uuid, p_at timestamptz, p_action text, p_summary text, p_person_id uuid,
    p_person text, p_role text, p_acting_ente_id uuid, p_acting_ente text, p_request_id text, p_details jsonb, p_head text, p_tail text)
  returns void language plpgsql as $$
  declare
    next_sequence int;
    last_hash text;
  begin
    perform pg_advisory_xact_lock(hashtextextended('registry ' || p_ente_id, 0));
    select a.sequence + 1, a.hash into next_sequence, last_hash from registry_acts a where a.ente_id = p_ente_id order by a.sequence desc limit 1;
    next_sequence := coalesce(next_sequence, 1);
    last_hash := coalesce(last_hash, repeat('0', 64));
    insert into registry_acts (id, ente_id, sua_id, "at", action, summary, person_id, person, "role", acting_ente_id, acting_ente, request_id, details,
        sequence, previous_hash, hash)
      values (p_id, p_ente_id, p_sua_id, p_at, p_action, p_summary, p_person_id, p_person, p_role, p_acting_ente_id, p_acting_ente, p_request_id, p_details,
        next_sequence, last_hash, encode(sha256(convert_to(last_hash || E'\\n' || p_head || next_sequence || p_tail, 'UTF8')), 'hex'));
  end $$`;

/** Chains what was recorded before there were chains, body by body in the order of time. */
async function chainPresentActs(runner: QueryRunner): Promise<void> {
  const acts = (await runner.query(
    `select id, ente_id as "enteId", "at", action, summary, person_id as "personId", person, "role", acting_ente_id as "actingEnteId",
       acting_ente as "actingEnte", request_id as "requestId", details from registry_acts order by ente_id, "at", id`,
  )) as Act[];
  const last = new Map<string, { sequence: number; hash: string }>();
  for (const { id, enteId, actingEnteId, actingEnte, at, ...act } of acts) {
    const before = last.get(enteId) ?? { sequence: 0, hash: genesisHash };
    const sequence = before.sequence + 1;
    const who = { enteId: actingEnteId, ente: actingEnte, at: at.toISOString() };
    const input = subjectChainInput(before.hash, { ...act, ...who, sequence, subject: { kind: 'ENTE', id: enteId } });
    const hash = createHash('sha256').update(input).digest('hex');
    await runner.query('update registry_acts set sequence = $2, previous_hash = $3, hash = $4 where id = $1', [
      id,
      sequence,
      before.hash,
      hash,
    ]);
    last.set(enteId, { sequence, hash });
  }
}

export class RegistryChain1795305600013 implements MigrationInterface {
  name = 'RegistryChain1795305600013';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of columns) await runner.query(statement);
    await chainPresentActs(runner);
    for (const statement of keys) await runner.query(statement);
    await runner.query(append);
    await runner.query('grant execute on function registry_append to gare_app');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
