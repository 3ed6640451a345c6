import { toRome } from '../calendar/rome-time.js';
import { sumMoney } from '../money/money.js';
import { deriveFacts, type LotFacts } from '../scheda/derive.js';
import { type Persona } from '../scheda/ente-values.js';
import { type Lotto } from '../scheda/lotto-values.js';
import { type SchedaValues } from '../scheda/scheda-values.js';
import { inMonths, type WrittenKind } from './written-values.js';

/** A fact as documents may write it. */
export interface ExpectedFact {
  readonly key: string;
  /** Italian name, for messages. */
  readonly label: string;
  /** Field of the sheet to go to. */
  readonly path: string;
  readonly kind: WrittenKind;
  /** Values that are right, in the form of `WrittenValue`: of each lot, and of all together. */
  readonly allowed: readonly string[];
  /** Words that announce it, as the source of a regular expression; null where the form alone tells what it is. */
  readonly words: string | null;
}

const money = (values: readonly (string | null | undefined)[]): string[] => {
  const filled = values
    .filter((value): value is string => typeof value === 'string' && value !== '')
    .map((value) => sumMoney([value]).toFixed(2));
  return filled.length === 0 ? [] : [...new Set([...filled, sumMoney(filled).toFixed(2)])];
};

const plainNumber = (value: string): string => (value.includes('.') ? value.replace(/\.?0+$/, '') : value);
const percents = (values: readonly (string | null | undefined)[]): string[] => [
  ...new Set(values.flatMap((value) => (typeof value === 'string' && value !== '' ? [plainNumber(value)] : []))),
];

const instants = (value: string | null | undefined): string[] => {
  if (typeof value !== 'string' || value === '') return [];
  if (!value.includes('T')) return [value];
  const { date, time } = toRome(value);
  return [date, `${date} ${time}`];
};

const nameOf = (person: Persona | null | undefined): string[] =>
  person?.nome && person.cognome
    ? [`${person.nome} ${person.cognome}`.toLowerCase(), `${person.cognome} ${person.nome}`.toLowerCase()]
    : [];

/** What the documents of a tender may say of each fact that people retype; facts the sheet does not know yet are left out. */
export function expectedFacts(scheda: SchedaValues): ExpectedFact[] {
  const lots = scheda.lotti ?? [];
  const facts = deriveFacts(scheda, { asOf: '2000-01-01' });
  const all = [...amounts(scheda, lots, facts.lotti), ...days(scheda), ...rates(scheda, lots), ...codes(scheda, lots), ...people(scheda)];
  return all.filter(({ allowed }) => allowed.length > 0);
}

function amounts(scheda: SchedaValues, lots: readonly Lotto[], facts: readonly LotFacts[]): ExpectedFact[] {
  const path = (name: string): string => `lotti/${lots[0]?.id ?? ''}/importi/${name}`;
  const declared = (name: 'importoBase' | 'importoSoggettoARibasso'): string[] => [
    ...money(lots.map((lot) => lot.importi?.[name])),
    ...money(facts.map((lot) => lot[name])),
  ];
  const part = (
    name: 'importoLavori' | 'importoServizi' | 'importoForniture' | 'oneriSicurezzaInterferenza' | 'costiManodopera',
  ): string[] => money(lots.map((lot) => lot.importi?.[name]));
  const kind = 'money' as const;
  return [
    {
      key: 'importoSoggettoARibasso',
      label: 'importo soggetto a ribasso',
      path: path('importoSoggettoARibasso'),
      kind,
      allowed: declared('importoSoggettoARibasso'),
      words: String.raw`(?:importo (?:a base (?:di gara|d[’']asta) )?|di cui )soggett[oi] a ribasso`,
    },
    {
      key: 'importoBase',
      label: 'importo a base di gara',
      path: path('importoBase'),
      kind,
      // Of mixed contracts the parts are printed under the same heading.
      allowed: [...declared('importoBase'), ...declared('importoSoggettoARibasso')],
      words: String.raw`(?:importo|valore|prezzo)(?: complessivo| totale)?(?: posto)? a base (?:di gara|d[’']asta|di procedura|d[’']appalto)|base (?:di gara|d[’']asta)`,
    },
    {
      key: 'oneriSicurezza',
      label: 'oneri della sicurezza',
      path: path('oneriSicurezzaInterferenza'),
      kind,
      allowed: [...part('oneriSicurezzaInterferenza'), ...money(lots.map((lot) => lot.quadroEconomico?.impTotaleSicurezza))],
      words: String.raw`(?:oneri|costi)(?: per la| della| di)? sicurezza(?: da interferenz[ae]| interferenziali)?`,
    },
    {
      key: 'costiManodopera',
      label: 'costi della manodopera',
      path: path('costiManodopera'),
      kind,
      allowed: part('costiManodopera'),
      // An amount «compresa la manodopera» is the whole, not the labour in it.
      words: String.raw`cost[oi] (?:stimat[oi] )?della manodopera|(?<!(?:compresa|inclusa) la |comprensiv[aeio] della )manodopera`,
    },
    {
      key: 'valoreStimato',
      label: 'valore stimato dell’appalto',
      path: 'valoreStimatoTotale',
      kind,
      allowed: [
        ...money(lots.map((lot) => lot.importi?.valoreStimatoLotto)),
        ...money(facts.map((lot) => lot.valoreStimatoLotto)),
        ...money([scheda.valoreStimatoTotale]),
      ],
      words: String.raw`valore (?:complessivo |globale |massimo )?(?:stimato|globale|complessivo)(?: complessivo)?(?: dell[’']appalto| del lotto| della procedura)?(?:,? comprensiv[oa] di [^,;.\d]{0,40})?`,
    },
  ];
}

function days(scheda: SchedaValues): ExpectedFact[] {
  const kind = 'date' as const;
  return [
    {
      key: 'scadenzaOfferte',
      label: 'scadenza per le offerte',
      path: 'scadenzaOfferte',
      kind,
      allowed: instants(scheda.scadenzaOfferte),
      words: String.raw`(?:termine|scadenza)[^.;\d]{0,40}?(?:presentazione|ricezione|ricevimento|invio|presentare)[^.;\d]{0,15}offert[ae]|scadenza (?:delle |per le )?offerte|offerte (?:devono pervenire|vanno presentate|pervengono) entro`,
    },
    {
      key: 'dataPrimaSeduta',
      label: 'prima seduta',
      path: 'dataPrimaSeduta',
      kind,
      allowed: instants(scheda.dataPrimaSeduta),
      words: String.raw`prima seduta(?: pubblica| virtuale)?|apertura delle (?:buste|offerte)`,
    },
    {
      key: 'terminiQuesiti',
      label: 'termine per i quesiti',
      path: 'terminiQuesiti',
      kind,
      allowed: instants(scheda.terminiQuesiti),
      words: String.raw`(?:quesiti|chiarimenti)[^.;\d]{0,60}?entro|termine (?:per|dei) (?:i |le richieste di )?(?:quesiti|chiarimenti)`,
    },
    {
      key: 'dataApprovazioneProgetto',
      label: 'approvazione del progetto',
      path: 'dataApprovazioneProgetto',
      kind,
      allowed: instants(scheda.dataApprovazioneProgetto),
      words: String.raw`progetto(?: esecutivo)? (?:è stato )?approvato|approvazione del progetto`,
    },
  ];
}

function rates(scheda: SchedaValues, lots: readonly Lotto[]): ExpectedFact[] {
  const { anticipazionePct, garanziaDefinitivaPct } = scheda.esecuzione ?? {};
  const durations = lots.flatMap(({ durata }) =>
    durata?.valore == null || durata.unita == null ? [] : [inMonths(durata.valore, durata.unita === 'gg' ? 'giorni' : 'mesi')],
  );
  const id = lots[0]?.id ?? '';
  return [
    {
      key: 'garanziaProvvisoria',
      label: 'garanzia provvisoria',
      path: `lotti/${id}/partecipazione/garanziaProvvisoria/pct`,
      kind: 'percent',
      allowed: percents([...lots.map((lot) => lot.partecipazione?.garanziaProvvisoria?.pct)]),
      words: String.raw`garanzia provvisoria`,
    },
    {
      key: 'garanziaDefinitiva',
      label: 'garanzia definitiva',
      path: 'esecuzione/garanziaDefinitivaPct',
      kind: 'percent',
      allowed: percents([garanziaDefinitivaPct]),
      words: String.raw`garanzia definitiva`,
    },
    {
      key: 'anticipazione',
      label: 'anticipazione del prezzo',
      path: 'esecuzione/anticipazionePct',
      kind: 'percent',
      allowed: percents([anticipazionePct]),
      words: String.raw`anticipazione(?: del prezzo| contrattuale)?`,
    },
    {
      key: 'durata',
      label: 'durata del contratto',
      path: `lotti/${id}/durata`,
      kind: 'duration',
      allowed: [...new Set(durations)],
      words: String.raw`(?<!tutta la )durata (?:del contratto|dell[’']appalto|del servizio|dei lavori|della fornitura|dell[’']affidamento)|durata o tempo (?:utile|di esecuzione)|tempo utile per (?:ultimare|l[’']ultimazione)|(?:contratto|appalto|servizio) ha (?:una )?durata|(?:contratto|appalto|servizio) dura`,
    },
  ];
}

function codes(scheda: SchedaValues, lots: readonly Lotto[]): ExpectedFact[] {
  const id = lots[0]?.id ?? '';
  const upper = (values: readonly (string | null | undefined)[]): string[] =>
    values.flatMap((value) => (value ? [value.toUpperCase()] : []));
  const linked = lots.flatMap((lot) => lot.ipotesiCollegamento?.cigCollegato ?? []);
  const cigs = upper(lots.map((lot) => lot.cig));
  const of = (body: { denominazione?: string | null; codiceFiscale?: string | null } | null | undefined): string[] =>
    upper([body?.codiceFiscale]);
  const named = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/['’]/g, "[’']");
  const bodies = [
    ['comune', scheda.comune, 'comune/codiceFiscale'],
    ['provincia', scheda.provincia, 'provincia/codiceFiscale'],
  ] as const;
  return [
    {
      key: 'cig',
      label: 'CIG',
      path: `lotti/${id}/cig`,
      kind: 'cig',
      allowed: cigs.length === 0 ? [] : [...cigs, ...upper(linked)],
      words: null,
    },
    { key: 'cup', label: 'CUP', path: `lotti/${id}/cup`, kind: 'cup', allowed: upper(lots.flatMap((lot) => lot.cup ?? [])), words: null },
    ...bodies.flatMap(([key, body, path]): ExpectedFact[] =>
      body?.denominazione == null
        ? []
        : [
            {
              key: `cf.${key}`,
              label: `codice fiscale (${body.denominazione})`,
              path,
              kind: 'cf',
              allowed: of(body),
              words: named(body.denominazione),
            },
          ],
    ),
  ];
}

function people(scheda: SchedaValues): ExpectedFact[] {
  const allowed = [...nameOf(scheda.rupComune), ...nameOf(scheda.rupSua)];
  return [{ key: 'rup', label: 'RUP', path: 'rupComune/cognome', kind: 'person', allowed, words: null }];
}
