import { randomUUID } from 'node:crypto';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { type TestProduct } from './test-product.js';

const suaId = demoEnteId('perugia');
type Party = 'COMUNE' | 'SUA' | 'NESSUNO';
export interface PastStep {
  readonly state: string;
  readonly phase: string;
  readonly party: Party;
  readonly on: string;
  readonly stopped?: boolean;
}

/** A dossier with the stays it had, as the product wrote them on those days; there must be one of today to take the rest from. */
export async function pastDossier(product: TestProduct, ente: Parameters<typeof demoEnteId>[0], steps: readonly PastStep[]): Promise<void> {
  const [id, enteId] = [randomUUID(), demoEnteId(ente)];
  const last = steps.at(-1);
  const at = (index: number): string | null => (steps[index] === undefined ? null : `${steps[index].on}T09:00:00Z`);
  await product.services.query(
    `insert into dossiers (id, sua_id, ente_id, kind_code, kind_version, codice_appalto, oggetto, state, state_since, turn, created_by, created_at, updated_at)
     select $1::uuid, $2::uuid, $3::uuid, 'GARA', d.kind_version, $1::text, 'Fornitura di arredi scolastici', $4, $6::timestamptz, $5, d.created_by, $6::timestamptz, $6::timestamptz from dossiers d where d.kind_code = 'GARA' limit 1`,
    [id, suaId, enteId, last?.state, last?.party, at(0)],
  );
  // The database has begun the first stay by itself.
  await product.services.query('delete from dossier_stays where dossier_id = $1', [id]);
  for (const [index, { state, phase, party, stopped = false }] of steps.entries()) {
    await product.services.query(
      `insert into dossier_stays (id, sua_id, ente_id, dossier_id, kind_code, state, phase, waits_party, waits_role, cause, clock_stopped, reason, waits_since, from_at, to_at)
       values ($1, $2, $3, $4, 'GARA', $5, $6, $7, $8, 'STATO', $9, '', $10, $10, $11)`,
      [
        randomUUID(),
        suaId,
        enteId,
        id,
        state,
        phase,
        party,
        party === 'SUA' ? 'FUNZ_SUA' : 'RUP_COMUNE',
        stopped,
        at(index),
        at(index + 1),
      ],
    );
  }
}
