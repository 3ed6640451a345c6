import { randomUUID } from 'node:crypto';
import { sampleContent, sampleSheet } from '@gare/domain/convenzione/sample-convenzione';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { type TestProduct } from './test-product.js';

/** The sample without its matrix of two documents: the typical one stands in for it. */
const content = Object.fromEntries(Object.entries(sampleContent).filter(([name]) => name !== 'compiti')) as Omit<
  typeof sampleContent,
  'compiti'
>;

export interface ConvenzioneCase {
  readonly ente: Parameters<typeof demoEnteId>[0];
  readonly stato: string;
  readonly numero?: string;
  readonly dal?: string;
  readonly al?: string;
  readonly funzioniSvolte?: readonly string[];
  readonly tariffe?: readonly object[];
  /** Changes of the complete sample sheet, top level. */
  readonly sheet?: object;
}

/** A convenzione as the product keeps it: dossier, sheet, and the row that other dossiers read; in place of those the demo has. */
export async function keepConvenzione(product: TestProduct, given: ConvenzioneCase): Promise<string> {
  const query = (sql: string, values: unknown[]): Promise<unknown> => product.services.query(sql, values);
  const [id, suaId, enteId] = [randomUUID(), demoEnteId('perugia'), demoEnteId(given.ente)];
  const { numero = '37', dal = '2026-05-01', al = '2029-04-30', funzioniSvolte = ['1'], tariffe = [] } = given;
  await query(`update dossiers set convenzione_id = null where convenzione_id in (select id from convenzioni where ente_id = $1)`, [
    enteId,
  ]);
  await query('delete from convenzioni where ente_id = $1', [enteId]);
  await query(
    `insert into dossiers (id, sua_id, ente_id, kind_code, kind_version, codice_appalto, oggetto, state, state_since, turn, created_by, created_at, updated_at)
     select $1, $2, $3, 'CONVENZIONE_ADESIONE', '1.0.0', $4, 'Convenzione di adesione', $5, now(), 'NESSUNO', id, now(), now() from people limit 1`,
    [id, suaId, enteId, `CONV-${id.slice(0, 8)}`, given.stato],
  );
  const values = {
    ...sampleSheet,
    numero,
    // Drafts have no fixed text yet.
    ...(['BOZZA', 'RICHIESTA_ADESIONE', 'ISTRUTTORIA'].includes(given.stato) ? { testo: { versioneModello: '1.0.0' } } : {}),
    contenuto: {
      ...content,
      oggetto: { ...content.oggetto, funzioniSvolte },
      durata: { ...content.durata, inizio: dal, fine: al },
      rapporti: { ...content.rapporti, tariffe },
    },
    ...given.sheet,
  };
  await query(`insert into schede (dossier_id, sua_id, ente_id, revision, "values", changed_at) values ($1, $2, $3, 1, $4, now())`, [
    id,
    suaId,
    enteId,
    JSON.stringify(values),
  ]);
  const scope = ['works', 'services', 'supplies'].map((tipo) => ({ tipo, min: '0', max: null }));
  await query(
    `insert into convenzioni (id, sua_id, ente_id, numero, stato, dal, al, funzioni_svolte, ambito, tariffe) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [id, suaId, enteId, numero, given.stato, dal, al, funzioniSvolte, JSON.stringify(scope), JSON.stringify(tariffe)],
  );
  return id;
}
