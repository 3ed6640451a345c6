import { Decimal } from 'decimal.js';
import type { Lotto } from '../scheda/lotto-values.js';
import { readable } from './data-documents.js';
import type { CheckDefinition, CheckFacts, CheckOutcome } from './check.js';
import { conclude, unknown, type Finding } from './outcome.js';
import {
  euro,
  isDirectAward,
  isFilled,
  legalNumber,
  lotPath,
  lotsOf,
  lotValue,
  percent,
  readThreshold,
  thresholdInputs,
} from './sheet-facts.js';
import { excerptAt } from './text-reading.js';

/** Checks on participation: requirements, guarantees, subcontracting. */

function finding(lot: Lotto, field: string, message: string): Finding {
  return { message: `Lotto ${lot.id}: ${message}`, evidence: { path: lotPath(lot, `partecipazione/${field}`) } };
}

function turnover(facts: CheckFacts): CheckOutcome {
  const factor = legalNumber(facts, 'fatturato.max');
  if (factor === undefined) return unknown('Il limite al fatturato non è noto alla data di riferimento.');
  const wrong: Finding[] = [];
  const missing: Finding[] = [];
  const shown: string[] = [];
  for (const lot of lotsOf(facts)) {
    const asked = lot.partecipazione?.fatturatoGlobale;
    if (!isFilled(asked?.importo)) continue;
    const value = lotValue(lot);
    if (value === undefined) {
      missing.push({
        message: `Lotto ${lot.id}: manca il valore stimato.`,
        evidence: { path: lotPath(lot, 'importi/valoreStimatoLotto') },
      });
      continue;
    }
    const most = value.times(factor.value);
    if (new Decimal(asked.importo).gt(most)) {
      wrong.push(
        finding(
          lot,
          'fatturatoGlobale/importo',
          `il fatturato chiesto è ${euro(asked.importo)}, il massimo è ${euro(most)}, ${factor.value.toString()} volte il valore del lotto (${factor.cite}).`,
        ),
      );
    } else shown.push(`${euro(asked.importo)} su un massimo di ${euro(most)}`);
    if (!isFilled(asked.motivazione)) {
      wrong.push({ ...finding(lot, 'fatturatoGlobale/motivazione', 'manca perché si chiede un fatturato.'), severity: 'WARN' });
    }
  }
  return conclude(wrong, missing, `Il fatturato chiesto sta nel limite: ${shown.join('; ')}.`);
}

/** More than one body besides the SUA itself: the tender is aggregated. */
function isAggregated(facts: CheckFacts): boolean {
  const { stazioniAppaltanti, provincia } = facts.scheda;
  return (
    (stazioniAppaltanti ?? []).filter((station) => isFilled(station.codiceFiscale) && station.codiceFiscale !== provincia?.codiceFiscale)
      .length > 1
  );
}

function guaranteeAbove(facts: CheckFacts): CheckOutcome {
  if (readThreshold(facts) === undefined)
    return unknown('Manca il valore o l’oggetto: non si sa se l’appalto è sopra soglia.', 'valoreStimatoTotale');
  const [usual, least, most, aggregated] = ['garProv.sopra', 'garProv.sopra.min', 'garProv.sopra.max', 'garProv.sopra.centrale.max'].map(
    (key) => legalNumber(facts, key)?.value,
  );
  if (usual === undefined || least === undefined || most === undefined || aggregated === undefined)
    return unknown('Le percentuali della garanzia non sono note alla data di riferimento.');
  const together = isAggregated(facts);
  const wrong: Finding[] = [];
  const missing: Finding[] = [];
  for (const lot of lotsOf(facts)) {
    const guarantee = lot.partecipazione?.garanziaProvvisoria;
    if (!isFilled(guarantee?.pct)) {
      missing.push(finding(lot, 'garanziaProvvisoria/pct', 'manca la percentuale della garanzia provvisoria.'));
      continue;
    }
    const pct = new Decimal(guarantee.pct);
    const at = (message: string): void => {
      wrong.push(finding(lot, 'garanziaProvvisoria/pct', `la garanzia provvisoria è del ${percent(pct)}: ${message}`));
    };
    if (pct.lt(least) || pct.gt(most)) at(`va dal ${percent(least)} al ${percent(most)} (C. 106 c. 1).`);
    else if (together && pct.gt(aggregated)) at(`in una gara aggregata di più enti non supera il ${percent(aggregated)} (C. 106 c. 1).`);
    else if (!pct.eq(usual) && !isFilled(guarantee.motivazione)) at(`se non è il ${percent(usual)} va motivata (C. 106 c. 1).`);
  }
  if (lotsOf(facts).length === 0) return unknown('Non c’è ancora nessun lotto.', 'lotti');
  return conclude(wrong, missing, 'La garanzia provvisoria sta nelle percentuali di legge.');
}

function guaranteeBelow(facts: CheckFacts): CheckOutcome {
  if (readThreshold(facts) === undefined)
    return unknown('Manca il valore o l’oggetto: non si sa se l’appalto è sotto soglia.', 'valoreStimatoTotale');
  if (facts.scheda.norma == null) return unknown('Manca la norma della procedura.', 'norma');
  const most = legalNumber(facts, 'garProv.sotto.max');
  if (most === undefined) return unknown('La percentuale della garanzia non è nota alla data di riferimento.');
  const direct = isDirectAward(facts.scheda);
  const wrong: Finding[] = [];
  for (const lot of lotsOf(facts)) {
    const guarantee = lot.partecipazione?.garanziaProvvisoria;
    if (!isFilled(guarantee?.pct) || new Decimal(guarantee.pct).isZero()) continue;
    const at = (message: string): void => {
      wrong.push(finding(lot, 'garanziaProvvisoria/pct', message));
    };
    const asked = percent(guarantee.pct);
    if (direct) at(`negli affidamenti diretti la garanzia provvisoria non si chiede: è indicata al ${asked} (C. 53 c. 1).`);
    else {
      if (new Decimal(guarantee.pct).gt(most.value))
        at(`sotto soglia la garanzia provvisoria non supera il ${percent(most.value)}: è indicata al ${asked} (${most.cite}).`);
      if (!isFilled(guarantee.motivazione)) at('sotto soglia la garanzia provvisoria si chiede solo con motivazione (C. 53 c. 1).');
    }
  }
  return conclude(wrong, [], 'La garanzia provvisoria rispetta le regole sotto soglia.');
}

/** «subappalto nel limite del 30%» and the like; a least share («non inferiore al 20 per cento») is not a cap. */
const cap =
  /subappalt[^.\n]{0,80}?(?:nel limite|entro il limite|limite massimo|misura massima|quota massima|non oltre|non superiore|fino al?)[^.\n]{0,30}?\d{1,3}(?:,\d+)?\s*(?:%|per cento)/giu;

function subcontracting(facts: CheckFacts): CheckOutcome {
  const rules = facts.scheda.partecipazione?.subappalto;
  const least = legalNumber(facts, 'subappalto.pmi');
  const wrong: Finding[] = [];
  const missing: Finding[] = [];
  const path = (field: string): string => `partecipazione/subappalto/${field}`;
  const at = (field: string, message: string): void => {
    wrong.push({ message, evidence: { path: path(field) } });
  };
  if (isFilled(rules?.limitePercentuale)) {
    wrong.push({
      message: `È scritto un limite generale al subappalto del ${percent(rules.limitePercentuale)}: non è ammesso (C. 119 c. 1).`,
      evidence: { path: path('limitePercentuale'), excerpt: rules.limitePercentuale },
      suggestion: 'Togli il limite; indica se serve quali parti si eseguono in proprio, e perché.',
    });
  }
  if (rules?.ammesso === false && !isFilled(rules.motivazioneInProprio))
    at('motivazioneInProprio', 'Il subappalto è escluso senza motivazione (C. 119 c. 2).');
  if (isFilled(rules?.prestazioniInProprio) && !isFilled(rules.motivazioneInProprio))
    at('motivazioneInProprio', 'Le parti da eseguire in proprio vanno motivate (C. 119 c. 2).');
  if (rules?.cascata === false && rules.ammesso === true && !isFilled(rules.motivazioneCascata))
    at('motivazioneCascata', 'Il divieto di subappalto a cascata va motivato (C. 119 c. 17).');
  if (least !== undefined && rules?.ammesso === true) {
    if (!isFilled(rules.quotaPMI))
      missing.push({
        message: `Manca la quota per le piccole e medie imprese, di regola il ${percent(least.value)} (${least.cite}).`,
        evidence: { path: path('quotaPMI') },
      });
    else if (least.value.gt(rules.quotaPMI) && !isFilled(rules.motivazioneQuotaPMI)) {
      at(
        'quotaPMI',
        `La quota per le piccole e medie imprese è del ${percent(rules.quotaPMI)}: sotto il ${percent(least.value)} va motivata (${least.cite}).`,
      );
    }
  }
  for (const document of readable(facts, ['D33', 'D34', 'D40']).ready) {
    for (const match of document.text.matchAll(cap)) {
      wrong.push({
        message: `«${document.title}» scrive un limite al subappalto: «${match[0].replace(/\s+/g, ' ')}».`,
        evidence: { document: document.code, excerpt: excerptAt(document.text, match.index, match[0].length) },
      });
    }
  }
  if (rules?.ammesso == null) missing.push({ message: 'Non è detto se il subappalto è ammesso.', evidence: { path: path('ammesso') } });
  return conclude(wrong, missing, 'Il subappalto è regolato senza limiti generali.');
}

const part = { version: 1, group: 'PART', severity: 'BLOCK' } as const;
const guarantee = 'lotti/*/partecipazione/garanziaProvvisoria';

export const partChecks: readonly CheckDefinition[] = [
  {
    ...part,
    id: 'PART-01',
    title: 'Fatturato richiesto',
    cite: 'C. 100 c. 11',
    inputs: ['@asOf', '@parameters', 'lotti/*/importi', 'lotti/*/partecipazione/fatturatoGlobale'],
    appliesTo: (facts) =>
      lotsOf(facts).length === 0 || lotsOf(facts).some((lot) => isFilled(lot.partecipazione?.fatturatoGlobale?.importo)),
    run: (facts) => (lotsOf(facts).length === 0 ? unknown('Non c’è ancora nessun lotto.', 'lotti') : turnover(facts)),
  },
  {
    ...part,
    id: 'PART-07',
    title: 'Garanzia provvisoria sopra soglia',
    cite: 'C. 106 c. 1',
    inputs: [...thresholdInputs, 'stazioniAppaltanti', 'provincia/codiceFiscale', guarantee],
    appliesTo: (facts) => readThreshold(facts)?.above !== false,
    run: guaranteeAbove,
  },
  {
    ...part,
    id: 'PART-08',
    title: 'Garanzia provvisoria sotto soglia',
    cite: 'C. 53 cc. 1-2',
    inputs: [...thresholdInputs, 'norma', guarantee],
    appliesTo: (facts) => readThreshold(facts)?.above !== true,
    run: guaranteeBelow,
  },
  {
    ...part,
    id: 'PART-14',
    title: 'Subappalto',
    cite: 'C. 119 cc. 1, 2 e 17',
    inputs: ['@asOf', '@parameters', 'partecipazione/subappalto', '@documents/D33', '@documents/D34', '@documents/D40'],
    run: subcontracting,
  },
];
