import { Decimal } from 'decimal.js';
import type { Lotto } from '../scheda/lotto-values.js';
import type { CheckDefinition, CheckFacts, CheckOutcome } from './check.js';
import { ko, ok, unknown } from './outcome.js';
import { euro, isFilled, isTechnicalService, legalNumber, lotPath, lotsOf, lotValue, percent, tenderValue } from './sheet-facts.js';

/** Checks on award criteria. */

interface Case {
  readonly reason: string;
  readonly path: string;
}

/** Share of labour in the base, percent; undefined while an amount is missing. */
export function labourShare(lot: Lotto): Decimal | undefined {
  const { costiManodopera, importoBase } = lot.importi ?? {};
  if (!isFilled(costiManodopera) || !isFilled(importoBase) || new Decimal(importoBase).isZero()) return undefined;
  return new Decimal(costiManodopera).times(100).div(importoBase).toDecimalPlaces(2);
}

/** Social services (CPV 853) and canteens and catering (CPV 555). */
function isSocialOrCatering(cpv: string | null | undefined): boolean {
  return isFilled(cpv) && /^(?:853|555)/.test(cpv);
}

/** Cases of art. 108 c. 2 in which a lot cannot go to the lowest price. */
function compulsoryCases(facts: CheckFacts, lot: Lotto): readonly Case[] {
  const cases: Case[] = [];
  const service = lot.oggettoContratto === 'services';
  const share = labourShare(lot);
  const intensive = legalNumber(facts, 'oepv.labour.quota')?.value;
  if (service && isSocialOrCatering(lot.cpvPrevalente))
    cases.push({ reason: 'servizi sociali o di ristorazione (lett. a)', path: lotPath(lot, 'cpvPrevalente') });
  if (service && share !== undefined && intensive !== undefined && share.gte(intensive)) {
    cases.push({
      reason: `servizi ad alta intensità di manodopera: la manodopera è il ${percent(share)} della base, la soglia il ${percent(intensive)} (lett. a)`,
      path: lotPath(lot, 'importi/costiManodopera'),
    });
  }
  const technical = legalNumber(facts, 'oepv.obbligo.sia')?.value;
  const value = tenderValue(facts.scheda) ?? lotValue(lot);
  if (isTechnicalService(lot) && technical !== undefined && value?.gte(technical) === true) {
    cases.push({
      reason: `servizi di ingegneria e architettura o tecnici da ${euro(technical)} (lett. b)`,
      path: lotPath(lot, 'cpvPrevalente'),
    });
  }
  if (lot.oggettoContratto === 'works' && lot.prestazioniComprese === '2')
    cases.push({ reason: 'appalto integrato (lett. e)', path: lotPath(lot, 'prestazioniComprese') });
  return cases;
}

function compulsoryQuality(facts: CheckFacts): CheckOutcome {
  const { tipoProcedura, aggiudicazione } = facts.scheda;
  const criterion = aggiudicazione?.criterio;
  const lots = lotsOf(facts);
  if (criterion == null) return unknown('Manca il criterio di aggiudicazione.', 'aggiudicazione/criterio');
  if (criterion !== 'PREZZO') return ok('Il criterio non è il minor prezzo.');
  if (lots.length === 0) return unknown('Non c’è ancora nessun lotto.', 'lotti');
  const cases = lots.flatMap((lot) => compulsoryCases(facts, lot));
  if (tipoProcedura === 'comp-dial' || tipoProcedura === 'innovation')
    cases.push({ reason: 'dialogo competitivo o partenariato per l’innovazione (lett. d)', path: 'tipoProcedura' });
  if (cases.length > 0) {
    return ko(
      `Il minor prezzo non è ammesso: ${[...new Set(cases.map((found) => found.reason))].join('; ')} (C. 108 c. 2).`,
      [{ path: 'aggiudicazione/criterio', excerpt: 'PREZZO' }, ...cases.map(({ path }) => ({ path }))],
      'Scegli il miglior rapporto tra qualità e prezzo.',
    );
  }
  const incomplete = lots.find(
    (lot) =>
      lot.oggettoContratto == null ||
      (lot.oggettoContratto === 'services' && (labourShare(lot) === undefined || !isFilled(lot.cpvPrevalente))),
  );
  if (incomplete !== undefined) {
    return unknown(
      `Lotto ${incomplete.id}: per sapere se il minor prezzo è ammesso servono oggetto, CPV, base di gara e costi della manodopera.`,
      lotPath(incomplete, 'importi/costiManodopera'),
    );
  }
  return ok('Nessuno dei casi in cui il minor prezzo è vietato.');
}

export const awdChecks: readonly CheckDefinition[] = [
  {
    id: 'AWD-02',
    version: 1,
    group: 'AWD',
    severity: 'BLOCK',
    title: 'Casi in cui il minor prezzo è vietato',
    cite: 'C. 108 c. 2',
    inputs: [
      '@asOf',
      '@parameters',
      'tipoProcedura',
      'aggiudicazione/criterio',
      'valoreStimatoTotale',
      'lotti/*/oggettoContratto',
      'lotti/*/cpvPrevalente',
      'lotti/*/prestazioniComprese',
      'lotti/*/importi',
    ],
    run: compulsoryQuality,
  },
];
