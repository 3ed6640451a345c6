import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { convenzioneContentSchema } from '@gare/domain/convenzione/content';
import { firstContent, type KnownParty } from '@gare/domain/convenzione/first-content';
import { recordOf, type ConvenzioneSheet } from '@gare/domain/convenzione/lifecycle-facts';
import { matrixDocuments } from '@gare/domain/kinds/kind-access';
import { loadKind, type LoadedKind } from '@gare/domain/kinds/kind';
import { DossierEntity } from '@gare/dossiers';
import { ConvenzioneRegister, EnteEntity } from '@gare/identity';
import { type Tx } from '@gare/platform/database';

/** A convenzione of the demo: whose it is, and who signed it for the comune. */
export interface DemoConvenzione {
  readonly id: string;
  readonly numero: string;
  readonly enteId: string;
  readonly sindaco: { readonly nome: string; readonly cognome: string };
  readonly createdBy: string;
}

const durata = { inizio: '2025-02-14', fine: '2028-02-13', rinnovo: 'ESPRESSO' };
const opened = new Date('2025-01-20T08:00:00Z');

/** Whatever the SUA awards for its comuni, of any amount: what limits the demo Province is its qualification. */
const ambito = [
  ...(['works', 'services', 'supplies'] as const).map((tipo) => ({ tipo, oggettoConcessione: null })),
  ...(['works', 'services'] as const).map((oggettoConcessione) => ({ tipo: 'concession' as const, oggettoConcessione })),
].map((line, index) => ({ id: `AMB-${index + 1}`, ...line, min: '0', max: null, esclusioni: [] }));

/** Invented prices: a fixed amount for small tenders, a share of the base above; a yearly quota by inhabitants. */
const tariffe = [
  {
    momento: 'PUBBLICAZIONE',
    base: 'BASE_GARA',
    scaglioni: [
      { min: '0', max: '150000', tipo: 'fisso', valore: '500' },
      { min: '150000', max: '1000000', tipo: 'percentuale', valore: '0.40' },
      { min: '1000000', max: null, tipo: 'percentuale', valore: '0.25' },
    ],
    massimo: '15000',
    dal: durata.inizio,
  },
  {
    momento: 'ANNUALE',
    base: 'ABITANTI',
    scaglioni: [
      { min: '0', max: '3000', tipo: 'fisso', valore: '300' },
      { min: '3000', max: null, tipo: 'fisso', valore: '600' },
    ],
    dal: durata.inizio,
  },
];

const deliberation = (numero: string, data: string): object => ({
  ...{ numero, data, pubblicataIl: data, immediatamenteEseguibile: true, pareri: true },
});

function partyOf(ente: EnteEntity): KnownParty {
  const { id, denominazione, codiceFiscale, codiceIpa, codiceAusa, codiceCentroCosto, codiceIstat, popolazione, pec } = ente;
  return { enteId: id, denominazione, codiceFiscale, codiceIpa, codiceAusa, codiceCentroCosto, codiceIstat, popolazione, pec };
}

function tenderKind(): LoadedKind {
  const loaded = loadKind(readFileSync(join(resolve(process.env['TEMPLATES_DIR'] ?? 'templates'), 'kinds', 'gara.json'), 'utf8'));
  if (!loaded.ok) throw new Error('the kind of the tenders is broken');
  return loaded.kind;
}

/** The sheet of a convenzione of the demo, complete, as if it had been registered when the SUA began to work here. */
export function demoSheet({ numero, sindaco }: DemoConvenzione, sua: EnteEntity, comune: EnteEntity): ConvenzioneSheet & object {
  const content = firstContent({
    sua: partyOf(sua),
    comune: partyOf(comune),
    qualificazioni: sua.qualificazione,
    documentiDiGara: matrixDocuments(tenderKind()),
    asOf: durata.inizio,
  }) as { parti: object[]; rapporti: object };
  const representatives = [
    { cognome: 'Palomba', nome: 'Carla', carica: 'Dirigente della stazione unica appaltante' },
    { ...sindaco, carica: 'Sindaco' },
  ];
  return {
    numero,
    esistente: true,
    testo: { versioneModello: '1.0.0' },
    contenuto: {
      ...content,
      parti: content.parti.map((party, index) => ({ ...party, rappresentante: representatives[index] })),
      ...{ ambito, durata },
      rapporti: { ...content.rapporti, tariffe, quotaIncentivoPct: '25' },
      privacy: { forma: 'RESPONSABILE_ART_28', atto: 'Allegato B, nomina a responsabile del trattamento' },
    },
    atti: {
      deliberaComune: deliberation('4', '2025-01-28'),
      deliberaProvincia: deliberation('2', '2025-02-04'),
      ...{ attivazione: { repertorio: `${numero} rep.`, protocollo: '0001142', referenti: 'Marco Teste', presaInCarico: true } },
    },
  };
}

/** Puts convenzioni in force of the demo into the database, as dossiers and as the rows that other dossiers read; harmless twice. */
export async function insertConvenzioni(tx: Tx, suaId: string, convenzioni: readonly DemoConvenzione[]): Promise<void> {
  const sua = await tx.findOneByOrFail(EnteEntity, { id: suaId });
  for (const [index, one] of convenzioni.entries()) {
    if (await tx.existsBy(DossierEntity, { id: one.id })) continue;
    const comune = await tx.findOneByOrFail(EnteEntity, { id: one.enteId });
    const sheet = demoSheet(one, sua, comune);
    await tx.insert(DossierEntity, {
      ...{ id: one.id, suaId, enteId: one.enteId, convenzioneId: null, kindCode: 'CONVENZIONE_ADESIONE', kindVersion: '1.0.0' },
      codiceAppalto: `SUA-PG-2025-${String(index + 1).padStart(6, '0')}`,
      oggetto: `Convenzione di adesione alla SUA: ${comune.denominazione}`,
      ...{ state: 'ATTIVA', previousState: 'IN_FIRMA', stateSince: new Date('2025-02-14T08:00:00Z'), turn: 'NESSUNO' },
      ...{ blocks: 0, errors: 0, firstBlock: null, scadenzaOfferte: null },
      ...{ createdBy: one.createdBy, createdAt: opened, updatedAt: opened },
    });
    await tx.query('insert into schede (dossier_id, sua_id, ente_id, revision, "values", changed_at) values ($1, $2, $3, 1, $4, $5)', [
      ...[one.id, suaId, one.enteId, JSON.stringify(sheet), opened],
    ]);
    await project(tx, sheet, one, suaId);
  }
  await tx.query('insert into dossier_numbers (sua_id, year, last) values ($1, 2025, $2) on conflict do nothing', [
    suaId,
    convenzioni.length,
  ]);
}

async function project(tx: Tx, sheet: ConvenzioneSheet, { id, enteId }: DemoConvenzione, suaId: string): Promise<void> {
  const record = recordOf(sheet, { id, suaId, state: 'ATTIVA' });
  const content = convenzioneContentSchema.parse(sheet.contenuto);
  if (record === undefined) throw new Error('the convenzione of the demo is not complete');
  const { numero, stato, dal, al, ultrattivita, sospensione } = record;
  await new ConvenzioneRegister().record(tx, {
    ...{ id, suaId, enteId, numero, stato, dal, al, ultrattivita, sospensione },
    ambito: [...record.ambito],
    funzioniSvolte: content.oggetto.funzioniSvolte,
    matrice: content.compiti.matrice,
    tariffe: content.rapporti.tariffe,
  });
}
