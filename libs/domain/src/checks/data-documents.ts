import { toRome } from '../calendar/rome-time.js';
import { checkCig } from '../codes/cig.js';
import { sumMoney } from '../money/money.js';
import { headingsAbove } from '../facts/headings.js';
import { pageAt } from '../facts/page-at.js';
import { italianDate } from './data-dates.js';
import type { CheckDefinition, CheckDocument, CheckFacts, CheckOutcome } from './check.js';
import { conclude, unknown, type Finding } from './outcome.js';
import { euro, isFilled, lotsOf, optionsOf } from './sheet-facts.js';
import { amountsAfter, amountsInWords, bestSimilarity, cigsIn, offerDeadlines, wordsOf } from './text-reading.js';

/** Checks that compare the text of the documents with the sheet and with one another. */

export interface ReadableDocument extends CheckDocument {
  readonly text: string;
}

/** Documents with text, and a finding for each generated one that is still without. */
export function readable(
  facts: CheckFacts,
  codes?: readonly string[],
): { readonly ready: readonly ReadableDocument[]; readonly missing: readonly Finding[] } {
  const concerned = facts.documents.filter((document) => codes === undefined || codes.includes(document.code));
  const ready = concerned.filter((document): document is ReadableDocument => document.text !== null);
  const missing = concerned
    .filter((document) => document.text === null && document.kind === 'GENERATED')
    .map((document) => ({ message: `«${document.title}» non è ancora stato generato.`, evidence: { document: document.code } }));
  return { ready, missing };
}

/** As people look for it: in a PDF the page, in Word the headings above, then the line. */
export function placeInText({ outline = [], pages }: CheckDocument, line: number): string {
  const page = pageAt(pages ?? [], line);
  if (page !== null) return `pagina ${page}`;
  const headings = headingsAbove(outline, line);
  return headings.length === 0 ? `riga ${line + 1}` : `sotto «${headings.join(' › ')}», riga ${line + 1}`;
}

const nothingToRead = (): CheckOutcome => unknown('Nessun documento è ancora stato generato.');

function cigInDocuments(facts: CheckFacts): CheckOutcome {
  const codes = lotsOf(facts).flatMap((lot) => (isFilled(lot.cig) ? [lot.cig] : []));
  const { ready, missing } = readable(facts);
  if (ready.length === 0) return nothingToRead();
  const linked = lotsOf(facts).flatMap((lot) => lot.ipotesiCollegamento?.cigCollegato ?? []);
  const wrong: Finding[] = [];
  for (const document of ready) {
    const strange = cigsIn(document.text, (code) => checkCig(code).ok).filter((code) => !codes.includes(code) && !linked.includes(code));
    for (const code of strange) {
      wrong.push({
        message: `«${document.title}» cita il CIG ${code}, che non è di nessun lotto.`,
        evidence: { document: document.code, excerpt: code },
        suggestion: 'Genera di nuovo il documento, o correggi il CIG nella scheda.',
      });
    }
    if (!['D30', 'D33', 'D34', 'D40'].includes(document.code)) continue;
    for (const code of codes) {
      if (!document.text.includes(code))
        wrong.push({ message: `«${document.title}» non riporta il CIG ${code}.`, evidence: { document: document.code } });
    }
  }
  const withoutCig = lotsOf(facts).length === 0 || codes.length < lotsOf(facts).length;
  const noCig = withoutCig ? [{ message: 'Non tutti i lotti hanno il CIG.', evidence: { path: 'lotti' } }] : [];
  return conclude(wrong, [...noCig, ...missing], 'I documenti riportano i CIG dei lotti e nessun altro.');
}

interface LabelledAmount {
  readonly name: string;
  readonly label: string;
  readonly allowed: readonly string[];
}

/** An amount may be printed for each lot or as a total. */
function withTotal(values: readonly (string | null | undefined)[]): readonly string[] {
  const filled = values.filter(isFilled).map((value) => sumMoney([value]).toFixed(2));
  return filled.length === 0 ? [] : [...filled, sumMoney(filled).toFixed(2)];
}

function labelledAmounts(facts: CheckFacts): readonly LabelledAmount[] {
  const lots = lotsOf(facts);
  const { valoreStimatoTotale } = facts.scheda;
  return [
    {
      name: 'base di gara',
      label: String.raw`importo (?:complessivo )?(?:posto )?a base (?:di gara|d[’']asta)|base di gara`,
      allowed: withTotal(lots.map((lot) => lot.importi?.importoBase)),
    },
    {
      name: 'oneri della sicurezza',
      label: String.raw`(?:oneri|costi) (?:per la|della|di) sicurezza`,
      allowed: withTotal(lots.map((lot) => lot.importi?.oneriSicurezzaInterferenza)),
    },
    {
      name: 'costi della manodopera',
      label: String.raw`cost[oi] della manodopera`,
      allowed: withTotal(lots.map((lot) => lot.importi?.costiManodopera)),
    },
    {
      name: 'opzioni',
      label: String.raw`(?:importo|valore) (?:complessivo )?delle opzioni`,
      allowed: withTotal(lots.map((lot) => optionsOf(lot)?.toFixed(2))),
    },
    {
      name: 'valore stimato',
      label: String.raw`valore (?:complessivo )?(?:globale )?stimato(?: complessivo)?(?: dell[’']appalto| del lotto)?`,
      allowed: [...withTotal(lots.map((lot) => lot.importi?.valoreStimatoLotto)), ...withTotal([valoreStimatoTotale])],
    },
  ];
}

const amountDocuments = ['D13', 'D14', 'D21', 'D30', 'D33', 'D34', 'D40'] as const;

function amountsInDocuments(facts: CheckFacts): CheckOutcome {
  const { ready, missing } = readable(facts, amountDocuments);
  if (ready.length === 0) return nothingToRead();
  const expected = labelledAmounts(facts);
  const wrong: Finding[] = [];
  let read = 0;
  for (const document of ready) {
    for (const { name, label, allowed } of expected) {
      if (allowed.length === 0) continue;
      const readings = amountsAfter(document.text, label);
      read += readings.length;
      for (const reading of readings.filter(({ value }) => !allowed.includes(value))) {
        wrong.push({
          message: `«${document.title}» scrive ${euro(reading.value)} per ${name}, la scheda ${[...new Set(allowed)].map((value) => euro(value)).join(' o ')}.`,
          evidence: { document: document.code, excerpt: reading.excerpt },
          suggestion: 'Genera di nuovo il documento, o correggi l’importo nella scheda.',
        });
      }
    }
  }
  const nothing =
    read === 0 && wrong.length === 0 ? [{ message: 'Nei documenti non si riconosce nessun importo da confrontare.', evidence: {} }] : [];
  return conclude(wrong, [...nothing, ...missing], `Gli importi scritti nei documenti sono quelli della scheda (${read} confronti).`);
}

function figuresAndWords(facts: CheckFacts): CheckOutcome {
  const { ready, missing } = readable(facts);
  if (ready.length === 0) return nothingToRead();
  const wrong: Finding[] = [];
  let read = 0;
  for (const document of ready) {
    const readings = amountsInWords(document.text);
    read += readings.length;
    for (const reading of readings.filter(({ same }) => !same)) {
      wrong.push({
        message: `«${document.title}»: ${reading.figures} in lettere è «${reading.expected}», non «${reading.words}».`,
        evidence: { document: document.code, excerpt: `${reading.figures} (${reading.words})` },
      });
    }
  }
  return conclude(
    wrong,
    missing,
    read === 0 ? 'Nessun importo è scritto anche in lettere.' : `Cifre e lettere coincidono (${read} importi).`,
  );
}

function deadlineInDocuments(facts: CheckFacts): CheckOutcome {
  const { scadenzaOfferte } = facts.scheda;
  const { ready, missing } = readable(facts, ['D30', 'D33', 'D34']);
  if (ready.length === 0) return nothingToRead();
  const readings = ready.flatMap((document) => offerDeadlines(document.text).map((reading) => ({ document, ...reading })));
  if (readings.length === 0) return unknown('Nei documenti non si riconosce la scadenza delle offerte.', 'scadenzaOfferte');
  const show = (date: string, time: string): string => `${italianDate(date)} ore ${time}`;
  const wrong: Finding[] = [];
  if (isFilled(scadenzaOfferte)) {
    const due = toRome(scadenzaOfferte);
    for (const { document, date, time, excerpt } of readings.filter((reading) => reading.date !== due.date || reading.time !== due.time)) {
      wrong.push({
        message: `«${document.title}» indica la scadenza ${show(date, time)}, la scheda ${show(due.date, due.time)}.`,
        evidence: { document: document.code, excerpt },
        suggestion: 'Genera di nuovo il documento con la scadenza della scheda.',
      });
    }
  } else {
    const different = [...new Set(readings.map(({ date, time }) => show(date, time)))];
    if (different.length > 1)
      wrong.push({ message: `I documenti indicano scadenze diverse: ${different.join('; ')}.`, evidence: { path: 'scadenzaOfferte' } });
  }
  const noDeadline = isFilled(scadenzaOfferte)
    ? []
    : [{ message: 'Manca la scadenza delle offerte.', evidence: { path: 'scadenzaOfferte' } }];
  return conclude(wrong, [...noDeadline, ...missing], 'La scadenza è la stessa nella scheda e nei documenti.');
}

function namesAndObject(facts: CheckFacts): CheckOutcome {
  const { oggetto, rupComune, rupSua, comune, provincia } = facts.scheda;
  const { ready, missing } = readable(facts, ['D21', 'D30', 'D33', 'D34', 'D40']);
  if (ready.length === 0) return nothingToRead();
  if (!isFilled(oggetto)) return unknown('Manca l’oggetto dell’appalto.', 'oggetto');
  const names: readonly (readonly [string, string | null | undefined, readonly string[]])[] = [
    ['l’oggetto', oggetto, ['D21', 'D30', 'D33', 'D34', 'D40']],
    ['il nome del comune', comune?.denominazione, ['D21', 'D30', 'D33', 'D34', 'D40']],
    ['il nome della Provincia', provincia?.denominazione, ['D30', 'D33']],
    ['il RUP del comune', rupComune?.cognome, ['D30']],
    ['il RUP della SUA', rupSua?.cognome, ['D30']],
  ];
  const wrong: Finding[] = [];
  for (const document of ready) {
    const words = wordsOf(document.text);
    for (const [what, name, codes] of names) {
      if (!isFilled(name) || !codes.includes(document.code)) continue;
      const similarity = bestSimilarity(words, name);
      if (similarity < 0.95) {
        wrong.push({
          message: `«${document.title}» non riporta ${what} come nella scheda («${name}»).`,
          evidence: { document: document.code },
        });
      }
    }
  }
  return conclude(wrong, missing, 'Nomi e oggetto sono gli stessi in tutti i documenti.');
}

const data = { version: 1, group: 'DATA' } as const;

export const dataDocumentChecks: readonly CheckDefinition[] = [
  {
    ...data,
    id: 'DATA-03',
    severity: 'BLOCK',
    title: 'CIG nei documenti',
    cite: 'L. 136/2010 art. 3',
    inputs: ['@documents', 'lotti/*/cig', 'lotti/*/ipotesiCollegamento/cigCollegato'],
    run: cigInDocuments,
  },
  {
    ...data,
    id: 'DATA-14',
    severity: 'BLOCK',
    title: 'Importi uguali nei documenti',
    cite: 'C. 14 e 83',
    inputs: [...amountDocuments.map((code) => `@documents/${code}`), 'valoreStimatoTotale', 'lotti/*/importi'],
    run: amountsInDocuments,
  },
  {
    ...data,
    id: 'DATA-15',
    severity: 'WARN',
    title: 'Importi in cifre e in lettere',
    cite: 'Regola di redazione degli atti',
    inputs: ['@documents'],
    run: figuresAndWords,
  },
  {
    ...data,
    id: 'DATA-20',
    severity: 'BLOCK',
    title: 'Scadenza uguale nei documenti',
    cite: 'C. 83',
    inputs: ['@documents/D30', '@documents/D33', '@documents/D34', 'scadenzaOfferte'],
    run: deadlineInDocuments,
  },
  {
    ...data,
    id: 'DATA-27',
    severity: 'WARN',
    title: 'Nomi e oggetto uguali nei documenti',
    cite: 'L. 241/1990 art. 3',
    inputs: [
      '@documents/D21',
      '@documents/D30',
      '@documents/D33',
      '@documents/D34',
      '@documents/D40',
      'oggetto',
      'rupComune/cognome',
      'rupSua/cognome',
      'comune/denominazione',
      'provincia/denominazione',
    ],
    run: namesAndObject,
  },
];
