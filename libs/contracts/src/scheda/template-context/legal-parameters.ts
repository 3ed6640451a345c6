import { thresholdKey } from '@gare/domain/checks/sheet-facts';
import { parameter, parameterNumber, type LegalParameter } from '@gare/domain/law/parameters';
import { type SchedaValues } from '@gare/domain/scheda/scheda-values';
import { type ContextField } from './context-field.js';

/** Name in templates → key in the register of legal parameters, with the label that template authors see. */
const NAMES = {
  alboGiorni: ['albo.giorni', 'Giorni di pubblicazione all’albo pretorio'],
  anomaliaGiorni: ['anomalia.giustif', 'Giorni per le spiegazioni sull’anomalia'],
  art47DipendentiRapporto: ['art47.dipendenti.rapporto', 'Dipendenti oltre i quali si allega il rapporto sul personale'],
  art47DipendentiRelazione: ['art47.dipendenti.relazione', 'Dipendenti da cui si consegna la relazione di genere'],
  art47InterdizioneMesi: ['art47.interdizione', 'Mesi di esclusione per chi non consegna la relazione di genere'],
  art47Mesi: ['ren.art47.mesi', 'Mesi per consegnare le relazioni dell’articolo 47'],
  art47Quota: ['art47.quota', 'Quota di assunzioni dell’articolo 47'],
  chiarimentiGiorniPrimaScadenza: ['term.chiarimenti', 'Giorni fra risposte ai quesiti e scadenza'],
  chiarimentiGiorniUrgenza: ['term.chiarimenti.urgenza', 'Giorni fra risposte e scadenza, in urgenza'],
  comunicazioneAggiudicazioneGiorni: ['comunicazioni.aggiudicazione', 'Giorni per comunicare l’aggiudicazione'],
  controlliSemplificatiSoglia: ['controlli.semplificati', 'Importo sotto il quale i controlli sono semplificati'],
  esclusioneAutomaticaOfferteMin: ['anomalia.esclAut.offerte', 'Offerte minime per l’esclusione automatica'],
  fatturatoAnniMigliori: ['fatturato.finestra.migliori', 'Anni migliori per il fatturato'],
  fatturatoAnniPeriodo: ['fatturato.finestra.ultimi', 'Anni entro cui si contano i migliori'],
  fatturatoMultiploMax: ['fatturato.max', 'Multiplo massimo del valore per il fatturato'],
  fvoeFallbackGiorni: ['fvoe.fallback', 'Giorni dopo i quali si aggiudica con autodichiarazione'],
  garanziaDefinitivaSopra: ['garDef.sopra', 'Garanzia definitiva sopra soglia'],
  garanziaDefinitivaSotto: ['garDef.sotto', 'Garanzia definitiva sotto soglia'],
  garanziaProvvisoriaSopra: ['garProv.sopra', 'Garanzia provvisoria sopra soglia'],
  garanziaProvvisoriaSottoMax: ['garProv.sotto.max', 'Garanzia provvisoria massima sotto soglia'],
  indagineGiorni: ['indagine.pubblicazione', 'Giorni di pubblicazione dell’avviso di indagine di mercato'],
  indagineGiorniUrgenza: ['indagine.pubblicazione.urgenza', 'Giorni dell’avviso di indagine di mercato, in urgenza'],
  istanzaGiorniAccoglimento: ['istanza.accoglimento', 'Giorni dopo i quali l’istanza è accolta'],
  lavoriPubblicazioneMesi: ['lavori.pubblicazioneDaApprovazione', 'Mesi fra approvazione del progetto e bando'],
  mepaSoglia: ['mepa.obbligo', 'Importo da cui si usa il mercato elettronico'],
  oepvMaxEconomicoManodopera: ['oepv.maxEconomico.labour', 'Punti economici massimi ad alta intensità di manodopera'],
  pagamentoGiorni: ['pagamento.termine', 'Giorni per pagare'],
  penaliTetto: ['penali.tetto', 'Tetto delle penali'],
  revisionePrezziLavoriQuota: ['revPrezzi.lavori.quota', 'Quota della revisione, lavori'],
  revisionePrezziLavoriSoglia: ['revPrezzi.lavori.soglia', 'Soglia della revisione, lavori'],
  revisionePrezziServiziQuota: ['revPrezzi.servForn.quota', 'Quota della revisione, servizi e forniture'],
  revisionePrezziServiziSoglia: ['revPrezzi.servForn.soglia', 'Soglia della revisione, servizi e forniture'],
  riduzioneAllII13: ['gar.riduzione.certificazioni.max', 'Riduzione massima per certificazioni dell’allegato II.13'],
  riduzioneDigitale: ['gar.riduzione.digitale', 'Riduzione per fideiussione digitale'],
  riduzioneIso9001: ['gar.riduzione.iso9001', 'Riduzione per qualità certificata'],
  riduzionePmi: ['gar.riduzione.pmi', 'Riduzione per piccole e medie imprese'],
  riservatiQuotaLavoratori: ['riservati.quota', 'Quota di lavoratori svantaggiati'],
  serviziAnaloghiAnni: ['serviziAnaloghi.finestra', 'Anni per i contratti analoghi'],
  soccorsoGiorniMax: ['soccorso.max', 'Giorni massimi del soccorso istruttorio'],
  soccorsoGiorniMin: ['soccorso.min', 'Giorni minimi del soccorso istruttorio'],
  standstillGiorni: ['standstill', 'Giorni del termine dilatorio'],
  stipulaGiorni: ['stipula', 'Giorni per la stipula sopra soglia'],
  rotazioneDerogaSoglia: ['rotazione.deroga', 'Importo sotto il quale si può derogare alla rotazione'],
  stipulaSottosogliaGiorni: ['stipula.sottosoglia', 'Giorni per la stipula sotto soglia'],
  subappaltoQuotaPmi: ['subappalto.pmi', 'Quota del subappalto alle piccole e medie imprese'],
  termineApertaGiorni: ['term.aperta.offerte', 'Giorni minimi nella procedura aperta'],
  titolareEffettivoQuota: ['titolareEffettivo.quota', 'Partecipazione oltre la quale si è titolari effettivi'],
  validitaOffertaGiorni: ['offerta.validita', 'Giorni di validità dell’offerta'],
} as const satisfies Readonly<Record<string, readonly [key: string, label: string]>>;

const PERCENT = new Set(['percent', 'permille']);

/** Names whose unit is an amount or a percentage; the others are whole numbers. */
const MONEY_NAMES = /Soglia$/;
const PERCENT_NAMES = /^(?:art47Quota|garanzia|penaliTetto|revisionePrezzi|riduzione|riservatiQuota|subappaltoQuota|titolareEffettivo)/;

/** The legal figures that templates may print, as in force on the reference date; a figure not in force is absent. */
export function legalFigures(scheda: SchedaValues, asOf: string, rows?: readonly LegalParameter[]): Record<string, string | number> {
  const figures = Object.entries(NAMES).map(([name, [key]]) => [name, figure(key, asOf, rows)] as const);
  const special = [
    ['sogliaUe', figure(thresholdKey(scheda) ?? '', asOf, rows)],
    ['durataMassimaGaraMesi', figure(ceilingKey(scheda), asOf, rows)],
  ] as const;
  return Object.fromEntries([...figures, ...special].filter((entry): entry is readonly [string, string | number] => entry[1] !== null));
}

/** True where labour reaches the share that makes a contract labour-intensive (All. I.1 art. 2); undefined where unknown. */
export function isLabourIntensive(labourShare: string | null, asOf: string, rows?: readonly LegalParameter[]): boolean | undefined {
  const quota = parameterNumber('oepv.labour.quota', asOf, rows);
  return labourShare === null || quota === undefined ? undefined : quota.lte(labourShare);
}

const CEILING: Readonly<Record<string, string>> = {
  open: 'aperta',
  restricted: 'ristretta',
  'neg-w-call': 'competitivaNeg',
  'neg-wo-call': 'negoziata',
  'comp-dial': 'dialogo',
  innovation: 'partenariato',
};

function ceilingKey(scheda: SchedaValues): string {
  const criterion = scheda.aggiudicazione?.criterio === 'PREZZO' ? 'prezzo' : 'oepv';
  return `gara.durataMax.${criterion}.${CEILING[scheda.tipoProcedura ?? ''] ?? ''}`;
}

function figure(key: string, asOf: string, rows: readonly LegalParameter[] | undefined): string | number | null {
  const reading = parameter(key, asOf, rows);
  if (!reading.known) return null;
  const { unit, value } = reading.parameter;
  if (unit === 'EUR') return `${value}${value.includes('.') ? '' : '.00'}`;
  return PERCENT.has(unit) || unit === 'text' ? value : Number(value);
}

/** `revisionePrezzi…Soglia` is a percentage, the other names that end so are amounts. */
function kindOf(name: string): 'percent' | 'money' | 'integer' {
  if (PERCENT_NAMES.test(name)) return 'percent';
  return MONEY_NAMES.test(name) ? 'money' : 'integer';
}

const SAMPLES = { percent: '20', money: '40000.00', integer: 30 } as const;

export const legalFigureFields: readonly ContextField[] = [
  ...Object.entries(NAMES).map(([name, [, label]]): ContextField => {
    const kind = kindOf(name);
    return { path: `parametri.${name}`, kind, label, sample: SAMPLES[kind] };
  }),
  { path: 'parametri.sogliaUe', kind: 'money', label: 'Soglia europea della gara', sample: '216000.00' },
  { path: 'parametri.durataMassimaGaraMesi', kind: 'integer', label: 'Durata massima della gara, mesi', sample: 9 },
];

/** Key in the register of legal parameters of a figure that templates print (`parametri.<name>`); null for one that depends on the tender. */
export function legalFigureKey(path: string): string | null {
  const name = path.replace(/^parametri\./, '');
  return Object.hasOwn(NAMES, name) ? NAMES[name as keyof typeof NAMES][0] : null;
}
