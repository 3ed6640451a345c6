import { type Criterio, type Sottocriterio } from '@gare/domain/scheda/gara-values';
import { type SchedaValues } from '@gare/domain/scheda/scheda-values';
import { CERTIFICAZIONI } from '../partecipazione.js';
import { type FieldRow } from './context-field.js';
import { windowInWords } from './texts.js';

type Context = Record<string, unknown>;

const PREMIALI = ['paritaGenere', 'giovani', 'ambientali', 'pnrr'] as const;
const VISIT = { OBBL: 'OBBLIGATORIO', FAC: 'FACOLTATIVO', NO: 'NON_PREVISTO' } as const;
const CRITERION_KIND = { D: 'discrezionale', Q: 'quantitativo', T: 'tabellare' } as const;

function criterionContext(criterio: Criterio | Sottocriterio): Context {
  const { codice, titolo, peso, tipo, formula, motivazione } = criterio;
  const description = [motivazione, formula].filter(Boolean).join(' ');
  const sub = 'sub' in criterio ? (criterio.sub ?? []) : [];
  return {
    codice,
    titolo,
    peso,
    tipo,
    tipoTesto: tipo ? CRITERION_KIND[tipo] : undefined,
    formula,
    motivazione,
    descrizione: description === '' ? undefined : description,
    haSottocriteri: sub.length > 0,
    sub: sub.map(criterionContext),
  };
}

/** Award: the raw names with the criteria made printable, plus flags by criterion. */
export function awardContext(scheda: SchedaValues, raw: Context): Context {
  const { criterio, criteri, premiali, puntiTecnici, puntiEconomici, puntiTempo, anomalia } = scheda.aggiudicazione ?? {};
  const printable = (criteri ?? []).map(criterionContext);
  const rewards = Object.fromEntries(PREMIALI.map((name) => [name, (premiali ?? []).includes(name)]));
  return {
    aggiudicazione: { ...raw, criteri: printable, premiali: rewards },
    criteri: printable,
    puntiTecnici,
    puntiEconomici,
    puntiTempo,
    oepv: criterio ? criterio !== 'PREZZO' : undefined,
    minorPrezzo: criterio ? criterio === 'PREZZO' : undefined,
    costoFisso: criterio ? criterio === 'COSTO_FISSO' : undefined,
    esclusioneAutomatica: anomalia?.esclusioneAutomatica === true,
  };
}

/** Participation: the groups of the section at the top, with printable lists. */
export function participationContext(scheda: SchedaValues): Context {
  const { idoneita, certificazioni, avvalimento, subappalto, sopralluogo, soccorsoIstruttorioGiorni } = scheda.partecipazione ?? {};
  const windows = (sopralluogo?.finestre ?? []).map(windowInWords).filter((text) => text !== null);
  return {
    idoneita: { attivitaPertinente: idoneita?.cciaa, albi: idoneita?.albi },
    certificazioni: (certificazioni ?? []).map(({ tipo, oggetto }) => ({
      norma: tipo ? CERTIFICAZIONI[tipo] : undefined,
      ambito: oggetto,
    })),
    avvalimento: avvalimento ?? undefined,
    subappalto: subappalto && {
      ...subappalto,
      partiInProprio: subappalto.prestazioniInProprio,
      motivazione: subappalto.motivazioneInProprio,
    },
    sopralluogo: sopralluogo && {
      tipo: sopralluogo.tipo ? VISIT[sopralluogo.tipo] : undefined,
      obbligatorio: sopralluogo.tipo ? sopralluogo.tipo === 'OBBL' : undefined,
      facoltativo: sopralluogo.tipo ? sopralluogo.tipo === 'FAC' : undefined,
      finestre: windows.length === 0 ? undefined : windows.join('; '),
      motivazione: sopralluogo.motivazione,
      richiestaEntro: sopralluogo.richiestaEntro,
      contatto: sopralluogo.contatto,
    },
    soccorsoGiorni: soccorsoIstruttorioGiorni,
  };
}

const FREQUENCY = {
  MENSILE: 'mensile',
  TRIMESTRALE: 'trimestrale',
  SEMESTRALE: 'semestrale',
  ANNUALE: 'annuale',
  SAL: 'a ogni stato di avanzamento',
} as const;

/** Execution: the names that documents use most, at the top. */
export function executionContext(scheda: SchedaValues): Context {
  const { ccnl, cam, revisionePrezzi, anticipazionePct, garanziaDefinitivaPct, varianti120, ...rest } = scheda.esecuzione ?? {};
  const contracts = (ccnl ?? []).map(({ codice, denominazione, ateco }) => ({ codice, codiceCnel: codice, denominazione, ateco }));
  const main = (ccnl ?? []).findIndex(({ prevalente }) => prevalente === true);
  return {
    ccnl: contracts[Math.max(0, main)],
    ccnlElenco: contracts,
    cam: (cam ?? []).map(({ dm, data, oggetto }) => ({ decreto: dm, data, ambito: oggetto })),
    revisionePrezzi: revisionePrezzi && {
      ...revisionePrezzi,
      indici: revisionePrezzi.indici ?? [],
      periodicita: revisionePrezzi.periodicita ? FREQUENCY[revisionePrezzi.periodicita] : undefined,
    },
    anticipazione: Number(anticipazionePct ?? 0) > 0,
    anticipazionePct,
    garanziaDefinitivaPct,
    garanziaDefinitivaRichiesta: Number(garanziaDefinitivaPct ?? 0) > 0,
    clausolaSociale: rest.clausolaSociale === true,
    consegnaUrgenza: rest.consegnaUrgenza === true,
    quintoObbligo: rest.quintoObbligo === true,
    cct: rest.cct === true,
    varianti: Boolean(varianti120),
    foro: rest.foro,
    stipulaSua: rest.stipulante ? rest.stipulante === 'SUA' : undefined,
  };
}

const AWARD: readonly FieldRow[] = ['criteri', 'aggiudicazione.criteri'].flatMap((list): FieldRow[] => [
  [list, 'list', 'Criteri di valutazione', undefined, 'aggiudicazione/criteri'],
  ...['', '.sub[]'].flatMap((level): FieldRow[] => {
    const at = `${list}[]${level}`;
    const source = `aggiudicazione/criteri/*${level === '' ? '' : '/sub/*'}`;
    return [
      [`${at}.codice`, 'text', 'Codice del criterio', 'A.1', `${source}/codice`],
      [`${at}.titolo`, 'text', 'Titolo del criterio', 'Organizzazione', `${source}/titolo`],
      [`${at}.peso`, 'integer', 'Punti del criterio', '12', `${source}/peso`],
      [`${at}.tipo`, 'enum', 'Tipo del criterio (D, Q, T)', 'D', `${source}/tipo`, ['D', 'Q', 'T']],
      [`${at}.tipoTesto`, 'text', 'Tipo del criterio in parole', 'discrezionale', `${source}/tipo`],
      [`${at}.formula`, 'text', 'Formula del criterio', 'Sì: 3 punti', `${source}/formula`],
      [`${at}.motivazione`, 'text', 'Che cosa si preferisce', 'Ha più punti chi…', `${source}/motivazione`],
      [`${at}.descrizione`, 'text', 'Preferenza e formula insieme', 'Ha più punti chi…', `${source}/motivazione`],
    ];
  }),
  [`${list}[].haSottocriteri`, 'boolean', 'Ha sottocriteri', true, 'aggiudicazione/criteri/*/sub'],
  [`${list}[].sub`, 'list', 'Sottocriteri', undefined, 'aggiudicazione/criteri/*/sub'],
]);

export const rulesRows: readonly FieldRow[] = [
  ...AWARD,
  ...PREMIALI.map((name): FieldRow => [
    `aggiudicazione.premiali.${name}`,
    'boolean',
    `Premialità: ${name}`,
    true,
    'aggiudicazione/premiali',
  ]),
  ['puntiTecnici', 'integer', 'Punti tecnici', '80', 'aggiudicazione/puntiTecnici'],
  ['puntiEconomici', 'integer', 'Punti economici', '20', 'aggiudicazione/puntiEconomici'],
  ['puntiTempo', 'integer', 'Punti per il tempo', '0', 'aggiudicazione/puntiTempo'],
  ['oepv', 'boolean', 'Offerta economicamente più vantaggiosa', true, 'aggiudicazione/criterio'],
  ['minorPrezzo', 'boolean', 'Minor prezzo', false, 'aggiudicazione/criterio'],
  ['costoFisso', 'boolean', 'Costo fisso', false, 'aggiudicazione/criterio'],
  ['esclusioneAutomatica', 'boolean', 'Esclusione automatica delle anomale', false, 'aggiudicazione/anomalia/esclusioneAutomatica'],
  ['idoneita.attivitaPertinente', 'text', 'Attività pertinente', 'ristorazione collettiva', 'partecipazione/idoneita/cciaa'],
  ['idoneita.albi', 'text', 'Albi richiesti', undefined, 'partecipazione/idoneita/albi'],
  ['certificazioni', 'list', 'Certificazioni richieste', undefined, 'partecipazione/certificazioni'],
  ['certificazioni[].norma', 'text', 'Norma', 'UNI EN ISO 9001', 'partecipazione/certificazioni/*/tipo'],
  ['certificazioni[].ambito', 'text', 'Ambito della certificazione', 'ristorazione', 'partecipazione/certificazioni/*/oggetto'],
  ['avvalimento.ammesso', 'boolean', 'Avvalimento ammesso', true, 'partecipazione/avvalimento/ammesso'],
  ['avvalimento.esclusioni', 'text', 'Esclusioni dall’avvalimento', undefined, 'partecipazione/avvalimento/esclusioni'],
  ['avvalimento.premiale', 'boolean', 'Avvalimento premiale', true, 'partecipazione/avvalimento/premiale'],
  ['subappalto.ammesso', 'boolean', 'Subappalto ammesso', true, 'partecipazione/subappalto/ammesso'],
  ['subappalto.partiInProprio', 'text', 'Parti da eseguire in proprio', undefined, 'partecipazione/subappalto/prestazioniInProprio'],
  ['subappalto.motivazione', 'text', 'Motivazione', undefined, 'partecipazione/subappalto/motivazioneInProprio'],
  ['subappalto.cascata', 'boolean', 'Subappalto a cascata ammesso', false, 'partecipazione/subappalto/cascata'],
  [
    'subappalto.motivazioneCascata',
    'text',
    'Motivazione dei limiti alla cascata',
    undefined,
    'partecipazione/subappalto/motivazioneCascata',
  ],
  ['subappalto.quotaPMI', 'percent', 'Quota alle PMI', '20', 'partecipazione/subappalto/quotaPMI'],
  ['subappalto.motivazioneQuotaPMI', 'text', 'Motivazione di una quota minore', undefined, 'partecipazione/subappalto/motivazioneQuotaPMI'],
  [
    'sopralluogo.tipo',
    'enum',
    'Sopralluogo: OBBLIGATORIO, FACOLTATIVO, NON_PREVISTO',
    'FACOLTATIVO',
    'partecipazione/sopralluogo/tipo',
    ['OBBLIGATORIO', 'FACOLTATIVO', 'NON_PREVISTO'],
  ],
  ['sopralluogo.obbligatorio', 'boolean', 'Sopralluogo obbligatorio', false, 'partecipazione/sopralluogo/tipo'],
  ['sopralluogo.facoltativo', 'boolean', 'Sopralluogo facoltativo', true, 'partecipazione/sopralluogo/tipo'],
  [
    'sopralluogo.finestre',
    'text',
    'Periodi del sopralluogo',
    'dal 21 dicembre 2026, ore 09:00, al…',
    'partecipazione/sopralluogo/finestre',
  ],
  ['sopralluogo.motivazione', 'text', 'Motivazione del sopralluogo', undefined, 'partecipazione/sopralluogo/motivazione'],
  ['sopralluogo.richiestaEntro', 'datetime', 'Richiesta entro', '2027-01-11T11:00:00Z', 'partecipazione/sopralluogo/richiestaEntro'],
  ['sopralluogo.contatto', 'text', 'A chi si chiede', 'Settore tecnico', 'partecipazione/sopralluogo/contatto'],
  ['soccorsoGiorni', 'integer', 'Giorni per il soccorso istruttorio', 7, 'partecipazione/soccorsoIstruttorioGiorni'],
  ...['ccnl', 'ccnlElenco[]'].flatMap((at): FieldRow[] => [
    [`${at}.codice`, 'text', 'Codice del CCNL', 'H05Y', 'esecuzione/ccnl/*/codice'],
    [`${at}.codiceCnel`, 'text', 'Codice CNEL', 'H05Y', 'esecuzione/ccnl/*/codice'],
    [`${at}.denominazione`, 'text', 'Nome del CCNL', 'Pubblici esercizi', 'esecuzione/ccnl/*/denominazione'],
    [`${at}.ateco`, 'text', 'Codice ATECO', '56.29.10', 'esecuzione/ccnl/*/ateco'],
  ]),
  ['ccnlElenco', 'list', 'Contratti collettivi', undefined, 'esecuzione/ccnl'],
  ['cam', 'list', 'Criteri ambientali minimi', undefined, 'esecuzione/cam'],
  ['cam[].decreto', 'text', 'Decreto', 'D.M. 10 marzo 2020', 'esecuzione/cam/*/dm'],
  ['cam[].data', 'date', 'Data del decreto', '2020-03-10', 'esecuzione/cam/*/data'],
  ['cam[].ambito', 'text', 'Ambito', 'ristorazione collettiva', 'esecuzione/cam/*/oggetto'],
  ['revisionePrezzi.prevista', 'boolean', 'Revisione prevista', true, 'esecuzione/revisionePrezzi/prevista'],
  ['revisionePrezzi.indici', 'list', 'Indici della revisione', undefined, 'esecuzione/revisionePrezzi/indici'],
  ['revisionePrezzi.indici[].nome', 'text', 'Indice', 'ISTAT – prezzi al consumo', 'esecuzione/revisionePrezzi/indici/*/nome'],
  ['revisionePrezzi.indici[].peso', 'percent', 'Peso dell’indice', '100', 'esecuzione/revisionePrezzi/indici/*/peso'],
  ['revisionePrezzi.soglia', 'percent', 'Soglia della revisione', '5', 'esecuzione/revisionePrezzi/soglia'],
  ['revisionePrezzi.pct', 'percent', 'Quota della revisione', '80', 'esecuzione/revisionePrezzi/pct'],
  ['revisionePrezzi.periodicita', 'text', 'Periodicità', 'annuale', 'esecuzione/revisionePrezzi/periodicita'],
  ['anticipazione', 'boolean', 'C’è anticipazione', true, 'esecuzione/anticipazionePct'],
  ['anticipazionePct', 'percent', 'Anticipazione', '20', 'esecuzione/anticipazionePct'],
  ['garanziaDefinitivaPct', 'percent', 'Garanzia definitiva', '10', 'esecuzione/garanziaDefinitivaPct'],
  ['garanziaDefinitivaRichiesta', 'boolean', 'Garanzia definitiva richiesta', true, 'esecuzione/garanziaDefinitivaPct'],
  ['clausolaSociale', 'boolean', 'Clausola sociale', true, 'esecuzione/clausolaSociale'],
  ['consegnaUrgenza', 'boolean', 'Esecuzione anticipata', true, 'esecuzione/consegnaUrgenza'],
  ['quintoObbligo', 'boolean', 'Quinto d’obbligo', true, 'esecuzione/quintoObbligo'],
  ['cct', 'boolean', 'Collegio consultivo tecnico', false, 'esecuzione/cct'],
  ['varianti', 'boolean', 'Ci sono clausole di modifica', true, 'esecuzione/varianti120'],
  ['foro', 'text', 'Foro competente', 'Perugia', 'esecuzione/foro'],
  ['stipulaSua', 'boolean', 'Stipula la Provincia', false, 'esecuzione/stipulante'],
];
