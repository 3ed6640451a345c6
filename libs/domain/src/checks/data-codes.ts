import { checkCig } from '../codes/cig.js';
import { checkCodiceFiscale } from '../codes/codice-fiscale.js';
import { checkCui } from '../codes/cui.js';
import { checkCup } from '../codes/cup.js';
import { checkCpv, checkLotIdentifier, checkPec, checkUrl } from '../codes/forms.js';
import type { Lotto } from '../scheda/lotto-values.js';
import type { CheckDefinition, CheckFacts, CheckOutcome } from './check.js';
import { provinceOfNuts } from './nuts-provinces.js';
import { conclude, unknown, type Finding } from './outcome.js';
import { isFilled, isFramework, lotPath, lotsOf, mainObject, objectNames } from './sheet-facts.js';

/** Checks on codes: each one alone, and against the others of the sheet. */

const noLots = (): CheckOutcome => unknown('Non c’è ancora nessun lotto.', 'lotti');

function cigCheckDigit(facts: CheckFacts): CheckOutcome {
  const lots = lotsOf(facts);
  if (lots.length === 0) return noLots();
  const wrong: Finding[] = [];
  const missing: Finding[] = [];
  for (const lot of lots) {
    const evidence = { path: lotPath(lot, 'cig'), ...(isFilled(lot.cig) ? { excerpt: lot.cig } : {}) };
    if (!isFilled(lot.cig)) missing.push({ message: `Il lotto ${lot.id} non ha ancora il CIG.`, evidence });
    else {
      const check = checkCig(lot.cig);
      if (!check.ok)
        wrong.push({ message: `Lotto ${lot.id}: ${check.message}`, evidence, suggestion: 'Ricopia il CIG dalla ricevuta della PCP.' });
    }
  }
  return conclude(
    wrong,
    missing,
    `I CIG dei ${lots.length === 1 ? 'lotti (1)' : `${lots.length} lotti`} superano il controllo delle cifre finali.`,
  );
}

function cigUnique(facts: CheckFacts): CheckOutcome {
  const lots = lotsOf(facts);
  const withCig = lots.filter((lot) => isFilled(lot.cig));
  if (lots.length === 0) return noLots();
  const wrong: Finding[] = [];
  for (const lot of withCig) {
    const evidence = { path: lotPath(lot, 'cig'), excerpt: lot.cig ?? '' };
    const twin = withCig.find((other) => other !== lot && other.cig === lot.cig && other.id < lot.id);
    if (twin !== undefined)
      wrong.push({ message: `Il CIG ${lot.cig ?? ''} è sia del lotto ${twin.id} sia del lotto ${lot.id}.`, evidence });
    const elsewhere = facts.archive?.cigs.find((row) => row.cig === lot.cig && row.codiceAppalto !== facts.dossier.codiceAppalto);
    if (elsewhere !== undefined && !(lot.ipotesiCollegamento?.cigCollegato ?? []).includes(lot.cig ?? '')) {
      wrong.push({ message: `Il CIG ${lot.cig ?? ''} è già dell’appalto ${elsewhere.codiceAppalto}.`, evidence });
    }
  }
  const missing: Finding[] = lots
    .filter((lot) => !isFilled(lot.cig))
    .map((lot) => ({ message: `Il lotto ${lot.id} non ha ancora il CIG.`, evidence: { path: lotPath(lot, 'cig') } }));
  if (facts.archive === undefined) missing.push({ message: 'L’archivio dei CIG non è stato interrogato.', evidence: {} });
  return conclude(wrong, missing, 'Ogni lotto ha un CIG suo, mai usato prima.');
}

function cupFormat(facts: CheckFacts): CheckOutcome {
  const wrong: Finding[] = [];
  for (const lot of lotsOf(facts)) {
    for (const cup of lot.cup ?? []) {
      const check = checkCup(cup);
      const evidence = { path: lotPath(lot, 'cup'), excerpt: cup };
      if (!check.ok) wrong.push({ message: `Lotto ${lot.id}: ${check.message}`, evidence });
      else if (!check.strict) {
        const message = `Il CUP ${cup} ha 15 caratteri ma non la struttura consueta (lettera, due cifre, lettera, undici cifre): controllalo.`;
        wrong.push({ message, evidence, severity: 'WARN' });
      }
    }
  }
  return conclude(wrong, [], 'I CUP hanno la forma prevista.');
}

function cupPresence(facts: CheckFacts): CheckOutcome {
  const lots = lotsOf(facts);
  if (lots.length === 0) return noLots();
  const framework = isFramework(facts.scheda);
  const wrong: Finding[] = [];
  const missing: Finding[] = [];
  for (const lot of lots) {
    const found = cupOfLot(lot, framework);
    wrong.push(...found.wrong);
    missing.push(...found.missing);
  }
  return conclude(wrong, missing, 'Il CUP c’è dove serve.');
}

function cupOfLot(lot: Lotto, framework: boolean): { readonly wrong: readonly Finding[]; readonly missing: readonly Finding[] } {
  const at = (message: string): Finding => ({ message: `Lotto ${lot.id}: ${message}`, evidence: { path: lotPath(lot, 'cup') } });
  const hasCup = (lot.cup ?? []).length > 0;
  const pnrr = lot.afferenteInvestimentiPNRR === true;
  if (pnrr && framework)
    return { wrong: hasCup ? [at('in un accordo quadro con fondi PNRR il CUP non si indica (REG20_1).')] : [], missing: [] };
  if (pnrr && (lot.acquisizioneCup !== true || !hasCup))
    return { wrong: [at('gli investimenti PNRR hanno sempre un CUP (REG18).')], missing: [] };
  if (hasCup) return { wrong: [], missing: [] };
  if (lot.acquisizioneCup === true) return { wrong: [at('è indicato che il CUP c’è, ma manca il codice (REG19).')], missing: [] };
  if (lot.oggettoContratto == null) return { wrong: [], missing: [at('manca l’oggetto del contratto.')] };
  if (lot.oggettoContratto !== 'works' || framework) return { wrong: [], missing: [] };
  if ((lot.tipologiaLavoro ?? []).length === 0)
    return { wrong: [], missing: [at('per sapere se serve il CUP manca la tipologia dei lavori.')] };
  return (lot.tipologiaLavoro ?? []).includes('12')
    ? { wrong: [], missing: [] }
    : { wrong: [at('i lavori diversi dalla manutenzione ordinaria hanno un CUP (REG20).')], missing: [] };
}

function cuiCoherence(facts: CheckFacts): CheckOutcome {
  const { cui, previstoInProgrammazione, comune } = facts.scheda;
  const evidence = { path: 'cui', ...(isFilled(cui) ? { excerpt: cui } : {}) };
  if (previstoInProgrammazione == null) return unknown('Non è detto se l’acquisto è in programmazione.', 'previstoInProgrammazione');
  if (!isFilled(cui)) {
    const wrong = previstoInProgrammazione ? [{ message: 'L’acquisto è in programmazione ma manca il CUI (REG11).', evidence }] : [];
    return conclude(wrong, [], 'L’acquisto non è in programmazione e il CUI non c’è.');
  }
  const wrong: Finding[] = [];
  if (!previstoInProgrammazione) wrong.push({ message: 'C’è un CUI ma l’acquisto risulta fuori programmazione.', evidence });
  const check = checkCui(cui);
  if (!check.ok) wrong.push({ message: check.message, evidence });
  else if (check.parts !== null) {
    const object = mainObject(facts.scheda);
    const { parts } = check;
    if (object !== undefined && parts.object !== object) {
      wrong.push({ message: `Il CUI è di ${objectNames[parts.object]}, ma la gara è di ${objectNames[object]}.`, evidence });
    }
    if (isFilled(comune?.codiceFiscale) && parts.codiceFiscaleEnte !== comune.codiceFiscale) {
      wrong.push({
        message: `Il CUI contiene il codice fiscale ${parts.codiceFiscaleEnte}, quello del comune è ${comune.codiceFiscale}.`,
        evidence,
      });
    }
    const year = Number(facts.asOf.slice(0, 4));
    if (parts.year > year) wrong.push({ message: `Il CUI è dell’anno ${parts.year}, dopo il programma in corso (${year}).`, evidence });
  }
  const missing: Finding[] = [];
  if (!isFilled(comune?.codiceFiscale))
    missing.push({ message: 'Manca il codice fiscale del comune.', evidence: { path: 'comune/codiceFiscale' } });
  if (mainObject(facts.scheda) === undefined)
    missing.push({ message: 'Manca l’oggetto del contratto di un lotto.', evidence: { path: 'lotti' } });
  return conclude(wrong, missing, `Il CUI ${cui} corrisponde a oggetto, comune e anno.`);
}

function cpvCoherence(facts: CheckFacts): CheckOutcome {
  const lots = lotsOf(facts);
  if (lots.length === 0) return noLots();
  const wrong: Finding[] = [];
  const missing: Finding[] = [];
  for (const lot of lots) {
    if (!isFilled(lot.cpvPrevalente)) {
      missing.push({ message: `Il lotto ${lot.id} non ha il CPV prevalente.`, evidence: { path: lotPath(lot, 'cpvPrevalente') } });
    } else wrong.push(...cpvOfLot(lot, lot.cpvPrevalente));
  }
  return conclude(wrong, missing, 'I CPV sono coerenti tra loro e con l’oggetto.');
}

function cpvOfLot(lot: Lotto, main: string): readonly Finding[] {
  const at = (field: string, excerpt: string, message: string): Finding => ({
    message: `Lotto ${lot.id}: ${message}`,
    evidence: { path: lotPath(lot, field), excerpt },
  });
  const check = checkCpv(main);
  if (!check.ok) return [at('cpvPrevalente', main, check.message)];
  const secondary = (lot.cpvSecondarie ?? []).map((code) => code.slice(0, 8));
  const findings: Finding[] = [];
  if (secondary.includes(check.code)) findings.push(at('cpvSecondarie', main, 'il CPV prevalente è ripetuto tra i secondari (REG65).'));
  const repeated = secondary.find((code, index) => secondary.indexOf(code) !== index);
  if (repeated !== undefined) findings.push(at('cpvSecondarie', repeated, `il CPV secondario ${repeated} è ripetuto (REG66).`));
  const works = check.division === '45';
  if (lot.oggettoContratto != null && works !== (lot.oggettoContratto === 'works')) {
    findings.push(
      at(
        'cpvPrevalente',
        main,
        `il CPV ${main} ${works ? 'è' : 'non è'} di lavori (divisione 45), l’oggetto è ${objectNames[lot.oggettoContratto]}.`,
      ),
    );
  }
  if (check.significantDigits < 5) {
    findings.push({ ...at('cpvPrevalente', main, `il CPV ${main} è generico: usa almeno cinque cifre significative.`), severity: 'WARN' });
  }
  return findings;
}

function placeOfPerformance(facts: CheckFacts): CheckOutcome {
  const lots = lotsOf(facts);
  if (lots.length === 0) return noLots();
  const wrong: Finding[] = [];
  const missing: Finding[] = [];
  for (const lot of lots) {
    const { codIstat, codNUTS } = lot;
    const at = (message: string): Finding => ({
      message: `Lotto ${lot.id}: ${message}`,
      evidence: { path: lotPath(lot, isFilled(codIstat) ? 'codIstat' : 'codNUTS') },
    });
    if (isFilled(codIstat) && isFilled(codNUTS)) wrong.push(at('indica il codice ISTAT o il codice NUTS, non tutti e due (REG125).'));
    if (!isFilled(codIstat) && !isFilled(codNUTS)) missing.push(at('manca il luogo di esecuzione, con codice ISTAT o NUTS (REG124).'));
    for (const place of [{ codIstat, codNUTS }, ...(lot.luoghiEsecuzione ?? [])]) {
      if (!isFilled(place.codIstat) || !isFilled(place.codNUTS)) continue;
      const province = provinceOfNuts(place.codNUTS);
      if (province !== undefined && province !== place.codIstat.slice(3, 6)) {
        wrong.push(at(`il codice NUTS ${place.codNUTS} e il codice ISTAT ${place.codIstat} sono di province diverse.`));
      }
    }
  }
  return conclude(wrong, missing, 'Il luogo di esecuzione è indicato con un codice solo.');
}

const personFields = ['rupComune', 'rupSua', 'rdpAffidamento', 'dirSua', 'dirComune'] as const;

function bodiesAndPersons(facts: CheckFacts): CheckOutcome {
  const { scheda } = facts;
  const wrong: Finding[] = [];
  const missing: Finding[] = [];
  const examine = (path: string, value: string | null | undefined, check: typeof checkPec): void => {
    if (!isFilled(value)) return;
    const outcome = check(value);
    if (!outcome.ok) wrong.push({ message: `«${value}»: ${outcome.message}`, evidence: { path, excerpt: value } });
  };
  for (const name of ['comune', 'provincia'] as const) {
    const body = scheda[name];
    if (!isFilled(body?.codiceFiscale))
      missing.push({
        message: `Manca il codice fiscale ${name === 'comune' ? 'del comune' : 'della Provincia'}.`,
        evidence: { path: `${name}/codiceFiscale` },
      });
    examine(`${name}/codiceFiscale`, body?.codiceFiscale, checkCodiceFiscale);
    examine(`${name}/pec`, body?.pec, checkPec);
  }
  for (const station of scheda.stazioniAppaltanti ?? [])
    examine(`stazioniAppaltanti/${station.id}/codiceFiscale`, station.codiceFiscale, checkCodiceFiscale);
  const ofBodies = wrong.length;
  for (const name of personFields) {
    examine(`${name}/cf`, scheda[name]?.cf, checkCodiceFiscale);
    examine(`${name}/pec`, scheda[name]?.pec, checkPec);
  }
  // A wrong code of a body blocks, one of a person is an error.
  const weighted = wrong.map((finding, index): Finding => (index < ofBodies ? finding : { ...finding, severity: 'ERROR' }));
  return conclude(weighted, missing, 'Codici fiscali e PEC di enti e persone sono scritti bene.');
}

const privateHost =
  /^(?:localhost|[^.]+|.*\.(?:local|lan|intranet|internal|corp)|10\..*|127\..*|192\.168\..*|172\.(?:1[6-9]|2\d|3[01])\..*)$/i;

function webAddresses(facts: CheckFacts): CheckOutcome {
  const { scheda } = facts;
  const addresses: readonly (readonly [string, string | null | undefined])[] = [
    ['urlDocumenti', scheda.urlDocumenti],
    ['pad/url', scheda.pad?.url],
    ['comune/profiloCommittente', scheda.comune?.profiloCommittente],
    ['provincia/profiloCommittente', scheda.provincia?.profiloCommittente],
    ['linkDocumentiUrgenza', scheda.linkDocumentiUrgenza],
  ];
  const wrong: Finding[] = [];
  for (const [path, address] of addresses) {
    if (!isFilled(address)) continue;
    const evidence = { path, excerpt: address };
    const check = checkUrl(address);
    if (!check.ok) wrong.push({ message: `«${address}»: ${check.message}`, evidence });
    else if (privateHost.test(address.replace(/^https?:\/\//i, '').split(/[/:?#]/)[0] ?? '')) {
      wrong.push({ message: `«${address}» è un indirizzo interno: chi partecipa non può aprirlo.`, evidence });
    }
  }
  const missing = addresses
    .slice(0, 2)
    .filter(([, address]) => !isFilled(address))
    .map(([path]) => ({
      message: path === 'pad/url' ? 'Manca l’indirizzo della piattaforma.' : 'Manca l’indirizzo dei documenti di gara.',
      evidence: { path },
    }));
  return conclude(wrong, missing, 'Gli indirizzi sono pubblici e cominciano con http o https.');
}

function lotIdentifiers(facts: CheckFacts): CheckOutcome {
  const lots = lotsOf(facts);
  if (lots.length === 0) return noLots();
  const ids = lots.map((lot) => lot.id);
  const wrong: Finding[] = [];
  for (const [index, id] of ids.entries()) {
    const check = checkLotIdentifier(id);
    if (!check.ok) wrong.push({ message: `«${id}»: ${check.message}`, evidence: { path: `lotti/${id}` } });
    if (ids.indexOf(id) !== index) wrong.push({ message: `Due lotti si chiamano ${id} (ERR14).`, evidence: { path: `lotti/${id}` } });
  }
  return conclude(wrong, [], `Identificativi dei lotti: ${ids.join(', ')}.`);
}

export const dataCodeChecks: readonly CheckDefinition[] = [
  {
    id: 'DATA-01',
    version: 1,
    group: 'DATA',
    severity: 'BLOCK',
    title: 'Cifre di controllo del CIG',
    cite: 'Algoritmo ANAC',
    inputs: ['lotti/*/cig'],
    run: cigCheckDigit,
  },
  {
    id: 'DATA-02',
    version: 1,
    group: 'DATA',
    severity: 'BLOCK',
    title: 'Unicità del CIG',
    cite: 'PCP, ERR55',
    inputs: ['lotti/*/cig', 'lotti/*/ipotesiCollegamento', '@archive', '@dossier'],
    run: cigUnique,
  },
  {
    id: 'DATA-04',
    version: 1,
    group: 'DATA',
    severity: 'ERROR',
    title: 'Forma del CUP',
    cite: 'L. 3/2003 art. 11; PCP',
    inputs: ['lotti/*/cup'],
    appliesTo: (facts) => lotsOf(facts).length === 0 || lotsOf(facts).some((lot) => (lot.cup ?? []).length > 0),
    run: (facts) => (lotsOf(facts).length === 0 ? noLots() : cupFormat(facts)),
  },
  {
    id: 'DATA-05',
    version: 1,
    group: 'DATA',
    severity: 'BLOCK',
    title: 'Presenza del CUP',
    cite: 'PCP, REG18, REG19, REG20, REG20_1',
    inputs: [
      'strumento',
      'lotti/*/cup',
      'lotti/*/acquisizioneCup',
      'lotti/*/oggettoContratto',
      'lotti/*/tipologiaLavoro',
      'lotti/*/afferenteInvestimentiPNRR',
    ],
    run: cupPresence,
  },
  {
    id: 'DATA-06',
    version: 1,
    group: 'DATA',
    severity: 'ERROR',
    title: 'Coerenza del CUI',
    cite: 'C. 37; PCP, REG11',
    inputs: ['@asOf', 'cui', 'previstoInProgrammazione', 'comune/codiceFiscale', 'lotti/*/oggettoContratto', 'lotti/*/importi/importoBase'],
    run: cuiCoherence,
  },
  {
    id: 'DATA-07',
    version: 1,
    group: 'DATA',
    severity: 'ERROR',
    title: 'CPV',
    cite: 'PCP, REG65 e REG66',
    inputs: ['lotti/*/cpvPrevalente', 'lotti/*/cpvSecondarie', 'lotti/*/oggettoContratto'],
    run: cpvCoherence,
  },
  {
    id: 'DATA-08',
    version: 1,
    group: 'DATA',
    severity: 'ERROR',
    title: 'Luogo di esecuzione',
    cite: 'PCP, REG124 e REG125',
    inputs: ['lotti/*/codIstat', 'lotti/*/codNUTS', 'lotti/*/luoghiEsecuzione'],
    run: placeOfPerformance,
  },
  {
    id: 'DATA-09',
    version: 1,
    group: 'DATA',
    severity: 'BLOCK',
    title: 'Codici fiscali e PEC',
    cite: 'DPR 605/1973; CAD 6-ter',
    inputs: ['comune', 'provincia', 'stazioniAppaltanti', ...personFields],
    run: bodiesAndPersons,
  },
  {
    id: 'DATA-23',
    version: 1,
    group: 'DATA',
    severity: 'BLOCK',
    title: 'Indirizzi web',
    cite: 'PCP, REG8 e REG8_1',
    inputs: ['urlDocumenti', 'pad', 'comune/profiloCommittente', 'provincia/profiloCommittente', 'linkDocumentiUrgenza'],
    run: webAddresses,
  },
  {
    id: 'DATA-24',
    version: 1,
    group: 'DATA',
    severity: 'BLOCK',
    title: 'Identificativi dei lotti',
    cite: 'PCP, ERR14 ed ERR15',
    inputs: ['lotti/*/id'],
    run: lotIdentifiers,
  },
];
