import { type LotFacts } from '@gare/domain/scheda/derive';
import { type CategoriaSoa, type Lotto, type Opzione } from '@gare/domain/scheda/lotto-values';
import { type FieldRow } from './context-field.js';
import { durationInWords, placesInWords } from './texts.js';

type Context = Record<string, unknown>;

const OPTION_LABELS: Readonly<Record<NonNullable<Opzione['tipo']>, string>> = {
  RINNOVO: 'rinnovo',
  PROROGA_120_10: 'proroga ai sensi dell’articolo 120, comma 10, del Codice',
  ESTENSIONE: 'estensione',
  QUINTO_120_9: 'quinto d’obbligo ai sensi dell’articolo 120, comma 9, del Codice',
  REVISIONE_STIMATA: 'revisione dei prezzi stimata',
  PREMI: 'premi e pagamenti ai concorrenti',
};

const OBJECT_LABELS = { works: 'lavori', services: 'servizi', supplies: 'forniture' } as const;

/** One option of a lot as templates print it. */
export function optionContext(lotto: Lotto, opzione: Opzione): Context {
  return {
    lotIdentifier: lotto.id,
    tipo: opzione.tipo,
    etichetta: opzione.tipo ? OPTION_LABELS[opzione.tipo] : undefined,
    importo: opzione.importo,
    durataMesi: opzione.durataMesi,
    condizioni: opzione.condizioni,
  };
}

/** One category of works of a lot as templates print it. */
export function soaContext(lotto: Lotto, soa: CategoriaSoa): Context {
  return {
    lotIdentifier: lotto.id,
    categoria: soa.categoria,
    classifica: soa.classifica,
    importo: soa.importo,
    natura: soa.prevalente === true ? 'prevalente' : 'scorporabile',
    subappaltoIntegrale: soa.subappaltabile100 === true ? 'ammesso' : 'non ammesso',
  };
}

function guarantee(lotto: Lotto): Context {
  const { pct, importo, riduzioni, motivazione, validitaGiorni } = lotto.partecipazione?.garanziaProvvisoria ?? {};
  const required = Number(pct ?? 0) > 0 || Number(importo ?? 0) > 0;
  return { richiesta: required, pct, importo, riduzioni, motivazione, validitaGiorni };
}

/** The friendly names of one lot, laid over its raw values. */
export function lotContext(lotto: Lotto, facts: LotFacts | undefined): Context {
  const importi = lotto.importi ?? {};
  const object = lotto.oggettoContratto;
  const garanziaProvvisoria = guarantee(lotto);
  return {
    lotIdentifier: lotto.id,
    importoBase: importi.importoBase ?? facts?.importoBase,
    importoSoggettoARibasso: importi.importoSoggettoARibasso ?? facts?.importoSoggettoARibasso,
    oneriSicurezza: importi.oneriSicurezzaInterferenza,
    costiManodopera: importi.costiManodopera,
    percentualeManodopera: facts?.percentualeManodopera,
    sommeOpzioni: facts?.sommeOpzioni,
    valoreStimatoLotto: importi.valoreStimatoLotto ?? facts?.valoreStimatoLotto,
    natura: object ? OBJECT_LABELS[object] : undefined,
    lavori: object ? object === 'works' : undefined,
    servizi: object ? object === 'services' : undefined,
    forniture: object ? object === 'supplies' : undefined,
    durataTesto: durationInWords(lotto),
    luogo: placesInWords(lotto),
    haOpzioni: (importi.opzioni ?? []).length > 0,
    opzioni: (importi.opzioni ?? []).map((opzione) => optionContext(lotto, opzione)),
    soa: (lotto.partecipazione?.soa ?? []).map((soa) => soaContext(lotto, soa)),
    fatturatoGlobale: lotto.partecipazione?.fatturatoGlobale,
    serviziAnaloghi: lotto.partecipazione?.serviziAnaloghi,
    garanziaProvvisoria,
    garanziaProvvisoriaImporto: garanziaProvvisoria['importo'],
    contributoAnacOe: lotto.partecipazione?.contributoAnacOE,
    pnrrFinanziato: lotto.afferenteInvestimentiPNRR === true,
  };
}

const OPTION_ROWS: readonly FieldRow[] = [
  ['opzioni', 'list', 'Opzioni', undefined, 'lotti/*/importi/opzioni'],
  ['opzioni[].lotIdentifier', 'text', 'Lotto dell’opzione', 'LOT-0001'],
  ['opzioni[].tipo', 'enum', 'Tipo di opzione', 'RINNOVO', 'lotti/*/importi/opzioni/*/tipo'],
  ['opzioni[].etichetta', 'text', 'Nome dell’opzione', 'rinnovo', 'lotti/*/importi/opzioni/*/tipo'],
  ['opzioni[].importo', 'money', 'Importo dell’opzione', '61667.00', 'lotti/*/importi/opzioni/*/importo'],
  ['opzioni[].durataMesi', 'integer', 'Durata dell’opzione, mesi', 12, 'lotti/*/importi/opzioni/*/durataMesi'],
  ['opzioni[].condizioni', 'text', 'Condizioni dell’opzione', 'Rinnovo di un anno', 'lotti/*/importi/opzioni/*/condizioni'],
];

const SOA_ROWS: readonly FieldRow[] = [
  ['soa', 'list', 'Categorie SOA', undefined, 'lotti/*/partecipazione/soa'],
  ['soa[].lotIdentifier', 'text', 'Lotto della categoria', 'LOT-0001'],
  ['soa[].categoria', 'text', 'Categoria', 'OG 1', 'lotti/*/partecipazione/soa/*/categoria'],
  ['soa[].classifica', 'enum', 'Classifica', 'III', 'lotti/*/partecipazione/soa/*/classifica'],
  ['soa[].importo', 'money', 'Importo della categoria', '1060200.00', 'lotti/*/partecipazione/soa/*/importo'],
  ['soa[].natura', 'text', 'Prevalente o scorporabile', 'prevalente', 'lotti/*/partecipazione/soa/*/prevalente'],
  ['soa[].subappaltoIntegrale', 'text', 'Subappalto integrale', 'ammesso', 'lotti/*/partecipazione/soa/*/subappaltabile100'],
];

const REQUIREMENTS: readonly FieldRow[] = [
  ['fatturatoGlobale.importo', 'money', 'Fatturato globale minimo', '950000.00', 'lotti/*/partecipazione/fatturatoGlobale/importo'],
  ['fatturatoGlobale.periodo', 'text', 'Periodo del fatturato', 'migliori tre anni', 'lotti/*/partecipazione/fatturatoGlobale/periodo'],
  ['fatturatoGlobale.motivazione', 'text', 'Motivazione del fatturato', undefined, 'lotti/*/partecipazione/fatturatoGlobale/motivazione'],
  ['serviziAnaloghi.importo', 'money', 'Importo dei servizi analoghi', '600000.00', 'lotti/*/partecipazione/serviziAnaloghi/importo'],
  ['serviziAnaloghi.numero', 'integer', 'Numero dei servizi analoghi', 2, 'lotti/*/partecipazione/serviziAnaloghi/numero'],
  [
    'serviziAnaloghi.periodo',
    'text',
    'Periodo dei servizi analoghi',
    'ultimi dieci anni',
    'lotti/*/partecipazione/serviziAnaloghi/periodo',
  ],
  ['serviziAnaloghi.motivazione', 'text', 'Motivazione', undefined, 'lotti/*/partecipazione/serviziAnaloghi/motivazione'],
  ['garanziaProvvisoria.richiesta', 'boolean', 'Garanzia provvisoria richiesta', true, 'lotti/*/partecipazione/garanziaProvvisoria'],
  ['garanziaProvvisoria.pct', 'percent', 'Percentuale della garanzia provvisoria', '2', 'lotti/*/partecipazione/garanziaProvvisoria/pct'],
  [
    'garanziaProvvisoria.importo',
    'money',
    'Importo della garanzia provvisoria',
    '5673.34',
    'lotti/*/partecipazione/garanziaProvvisoria/importo',
  ],
  ['garanziaProvvisoria.riduzioni', 'boolean', 'Riduzioni ammesse', true, 'lotti/*/partecipazione/garanziaProvvisoria/riduzioni'],
  [
    'garanziaProvvisoria.motivazione',
    'text',
    'Motivazione della garanzia',
    undefined,
    'lotti/*/partecipazione/garanziaProvvisoria/motivazione',
  ],
  [
    'garanziaProvvisoria.validitaGiorni',
    'integer',
    'Validità della garanzia, giorni',
    180,
    'lotti/*/partecipazione/garanziaProvvisoria/validitaGiorni',
  ],
];

/** Names that exist both in a lot and, for the whole tender, at the top. */
export const sharedLotRows: readonly FieldRow[] = [
  ['importoBase', 'money', 'Importo a base di gara', '185000.00', 'lotti/*/importi/importoBase'],
  ['importoSoggettoARibasso', 'money', 'Importo soggetto a ribasso', '180000.00', 'lotti/*/importi/importoSoggettoARibasso'],
  ['oneriSicurezza', 'money', 'Oneri della sicurezza', '1200.00', 'lotti/*/importi/oneriSicurezzaInterferenza'],
  ['costiManodopera', 'money', 'Costi della manodopera', '111000.00', 'lotti/*/importi/costiManodopera'],
  ['percentualeManodopera', 'percent', 'Incidenza della manodopera', '60.00', 'lotti/*/importi/costiManodopera'],
  ['sommeOpzioni', 'money', 'Importo delle opzioni', '98667.00', 'lotti/*/importi/opzioni'],
  ['lavori', 'boolean', 'È un appalto di lavori', false, 'lotti/*/oggettoContratto'],
  ['servizi', 'boolean', 'È un appalto di servizi', true, 'lotti/*/oggettoContratto'],
  ['forniture', 'boolean', 'È un appalto di forniture', false, 'lotti/*/oggettoContratto'],
  ['natura', 'text', 'Lavori, servizi o forniture', 'servizi', 'lotti/*/oggettoContratto'],
  ['durataTesto', 'text', 'Durata in parole', '36 mesi', 'lotti/*/durata'],
  ['luogo', 'text', 'Luogo di esecuzione', 'Scuola primaria, Montone', 'lotti/*/luoghiEsecuzione'],
  ['haOpzioni', 'boolean', 'Ci sono opzioni', true, 'lotti/*/importi/opzioni'],
  ...OPTION_ROWS,
  ...SOA_ROWS,
  ...REQUIREMENTS,
];

/** Names of a lot only. */
export const lotOnlyRows: readonly FieldRow[] = [
  ['lotIdentifier', 'text', 'Numero del lotto', 'LOT-0001'],
  ['valoreStimatoLotto', 'money', 'Valore stimato del lotto', '283667.00', 'lotti/*/importi/valoreStimatoLotto'],
  [
    'garanziaProvvisoriaImporto',
    'money',
    'Importo della garanzia provvisoria',
    '5673.34',
    'lotti/*/partecipazione/garanziaProvvisoria/importo',
  ],
  ['contributoAnacOe', 'money', 'Contributo ANAC del concorrente', '18.00', 'lotti/*/partecipazione/contributoAnacOE'],
  ['pnrrFinanziato', 'boolean', 'Finanziato dal PNRR', false, 'lotti/*/afferenteInvestimentiPNRR'],
];
