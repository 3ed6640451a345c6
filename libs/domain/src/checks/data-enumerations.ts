import { checkCig } from '../codes/cig.js';
import { Decimal } from 'decimal.js';
import type { CheckDefinition, CheckFacts, CheckOutcome } from './check.js';
import { conclude, unknown, type Finding } from './outcome.js';
import { euro, legalNumber, lotPath, lotsOf } from './sheet-facts.js';

/** Checks on coded values that depend on one another (ANAC rules on enumerations). */

function categories(facts: CheckFacts): CheckOutcome {
  const { categorieMerceologiche, motivazioneCIG } = facts.scheda;
  const own: readonly string[] = categorieMerceologiche ?? [];
  if (own.length === 0) return unknown('Mancano le categorie merceologiche della procedura.', 'categorieMerceologiche');
  const wrong: Finding[] = [];
  for (const lot of lotsOf(facts)) {
    const strange = (lot.categorieMerceologiche ?? []).filter((code) => !own.includes(code));
    if (strange.length > 0) {
      wrong.push({
        message: `Il lotto ${lot.id} ha la categoria ${strange.join(', ')}, la procedura ${own.join(', ')}: quelle dei lotti stanno tra quelle della procedura (REG1).`,
        evidence: { path: lotPath(lot, 'categorieMerceologiche'), excerpt: strange.join(', ') },
      });
    }
  }
  const special = own.filter((code) => code !== '999');
  const evidence = { path: 'motivazioneCIG' };
  if (special.length > 0 && motivazioneCIG == null) {
    wrong.push({ message: `Per la categoria ${special.join(', ')} va detto perché si chiede il CIG (REG4_1).`, evidence });
  }
  if (special.length === 0 && motivazioneCIG != null) {
    wrong.push({ message: 'Con la categoria 999 la motivazione per il CIG non si indica (REG4_2).', evidence });
  }
  return conclude(wrong, [], 'Le categorie merceologiche sono coerenti.');
}

function mandatoryByObject(facts: CheckFacts): CheckOutcome {
  const lots = lotsOf(facts);
  if (lots.length === 0) return unknown('Non c’è ancora nessun lotto.', 'lotti');
  const bim = legalNumber(facts, 'bim.campoPcp');
  if (bim === undefined) return unknown('Non è noto l’importo oltre il quale la PCP chiede gli strumenti informativi.');
  const wrong: Finding[] = [];
  const missing: Finding[] = [];
  for (const lot of lots) {
    const need = (field: string, message: string): void => {
      wrong.push({ message: `Lotto ${lot.id}: ${message}`, evidence: { path: lotPath(lot, field) } });
    };
    const object = lot.oggettoContratto;
    if (object == null)
      missing.push({ message: `Lotto ${lot.id}: manca l’oggetto del contratto.`, evidence: { path: lotPath(lot, 'oggettoContratto') } });
    else if (object !== 'works') {
      if (lot.modalitaAcquisizione == null)
        need('modalitaAcquisizione', 'per servizi e forniture va indicata la modalità di acquisizione (REG29).');
      if (object === 'services' && lot.servizioPubblicoLocale == null)
        need('servizioPubblicoLocale', 'va detto se è un servizio pubblico locale (REG10).');
    } else {
      if (lot.prestazioniComprese == null) need('prestazioniComprese', 'per i lavori vanno indicate le prestazioni comprese (REG30).');
      const base = lot.importi?.importoBase;
      if (base == null)
        missing.push({
          message: `Lotto ${lot.id}: manca l’importo a base di gara.`,
          evidence: { path: lotPath(lot, 'importi/importoBase') },
        });
      else if (new Decimal(base).gt(bim.value)) {
        const why = `per lavori di ${euro(base)}, oltre ${euro(bim.value)},`;
        if (lot.strumentiElettroniciSpecifici == null)
          need('strumentiElettroniciSpecifici', `${why} va detto se si usano strumenti informativi (REG5).`);
        else if (lot.docFAP == null) need('docFAP', `${why} va detto se c’è il documento di fattibilità (REG5_1).`);
      }
    }
  }
  return conclude(wrong, missing, 'Ci sono tutti i dati che la PCP chiede per questo oggetto.');
}

function linkedCig(facts: CheckFacts): CheckOutcome {
  const lots = lotsOf(facts);
  if (lots.length === 0) return unknown('Non c’è ancora nessun lotto.', 'lotti');
  const wrong: Finding[] = [];
  for (const lot of lots) {
    const reason = lot.ipotesiCollegamento?.motivo;
    const linked = lot.ipotesiCollegamento?.cigCollegato ?? [];
    const at = (message: string): void => {
      wrong.push({ message: `Lotto ${lot.id}: ${message}`, evidence: { path: lotPath(lot, 'ipotesiCollegamento') } });
    };
    if (lot.ripetizioniEConsegneComplementari === true && reason !== '10')
      at('con le ripetizioni il motivo del collegamento è il 10 (REG14).');
    if (reason != null && reason !== '10' && linked.length === 0) at(`il motivo ${reason} chiede il CIG collegato (REG15).`);
    for (const cig of linked) {
      if (!checkCig(cig).ok) at(`il CIG collegato ${cig} non è valido (REG15).`);
    }
  }
  return conclude(wrong, [], 'I collegamenti con altre procedure sono completi.');
}

const data = { version: 1, group: 'DATA', severity: 'BLOCK' } as const;

export const dataEnumerationChecks: readonly CheckDefinition[] = [
  {
    ...data,
    id: 'DATA-29',
    title: 'Categorie merceologiche',
    cite: 'PCP, REG1, REG4_1, REG4_2',
    inputs: ['categorieMerceologiche', 'motivazioneCIG', 'lotti/*/categorieMerceologiche'],
    run: categories,
  },
  {
    ...data,
    id: 'DATA-30',
    title: 'Dati obbligatori per oggetto',
    cite: 'PCP, REG5, REG5_1, REG10, REG29, REG30',
    inputs: [
      '@asOf',
      '@parameters',
      'lotti/*/oggettoContratto',
      'lotti/*/modalitaAcquisizione',
      'lotti/*/servizioPubblicoLocale',
      'lotti/*/prestazioniComprese',
      'lotti/*/strumentiElettroniciSpecifici',
      'lotti/*/docFAP',
      'lotti/*/importi/importoBase',
    ],
    run: mandatoryByObject,
  },
  {
    ...data,
    id: 'DATA-31',
    title: 'CIG collegati',
    cite: 'PCP, REG14 e REG15',
    inputs: ['lotti/*/ipotesiCollegamento', 'lotti/*/ripetizioniEConsegneComplementari'],
    appliesTo: (facts) =>
      lotsOf(facts).length === 0 ||
      lotsOf(facts).some((lot) => lot.ipotesiCollegamento != null || lot.ripetizioniEConsegneComplementari !== false),
    run: linkedCig,
  },
];
