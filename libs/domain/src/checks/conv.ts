import { Decimal } from 'decimal.js';
import { dayInWords } from '../calendar/dates-in-words.js';
import { addDays } from '../calendar/day-counting.js';
import { mayContinue } from '../convenzione/coverage.js';
import { bindingStates } from '../convenzione/states.js';
import { legalParameters, parameterNumber } from '../law/parameters.js';
import { computeFee } from '../tariff/fee.js';
import { feeBasisOf } from '../tariff/fee-basis.js';
import { tariffInForce } from '../tariff/tariff.js';
import type { CheckDefinition, CheckFacts, CheckOutcome } from './check.js';
import type { ConvenzioneFacts, Payer } from './convenzione-facts.js';
import { conclude, ko, ok, unknown, type Finding } from './outcome.js';
import { euro, percent } from './sheet-facts.js';

/** Checks on the convenzione and on fees (brief §5.10). */

const notRead = 'I dati della convenzione non sono stati ancora letti.';

export function withConvenzione(facts: CheckFacts, run: (convenzione: ConvenzioneFacts) => CheckOutcome): CheckOutcome {
  if (facts.convenzione === undefined) return unknown(notRead, 'convenzione');
  if (facts.convenzione === null)
    return ko(
      'Il fascicolo non è sotto nessuna convenzione.',
      [{ path: 'convenzione/stato' }],
      'Presenta la richiesta di adesione alla SUA.',
    );
  return run(facts.convenzione);
}

export const isMember = (facts: CheckFacts): boolean =>
  facts.scheda.comune?.codiceFiscale == null || facts.scheda.comune.codiceFiscale !== facts.scheda.provincia?.codiceFiscale;

const hasOne = (facts: CheckFacts): boolean => isMember(facts) && facts.convenzione !== null;

export const activeCover = (facts: CheckFacts): CheckOutcome =>
  withConvenzione(facts, (convenzione) => {
    const { numero, stato, dal, al, ultrattivita } = convenzione;
    const evidence = [{ path: 'convenzione/stato' }];
    const published = facts.dossier.published === true;
    const { asOf } = facts;
    if (asOf < dal)
      return ko(
        `La convenzione n. ${numero} comincia il ${dayInWords(dal)}: la data di riferimento è il ${dayInWords(asOf)}.`,
        evidence,
        'Attendi l’inizio della convenzione.',
      );
    if (asOf > al && bindingStates.includes(stato) && !ultrattivita && !published)
      return ko(
        `La convenzione n. ${numero} vale fino al ${dayInWords(al)}: la data di riferimento è il ${dayInWords(asOf)}.`,
        evidence,
        'Rinnova la convenzione prima della pubblicazione.',
      );
    const going = mayContinue(convenzione, { bandoTrasmesso: published, asOf });
    return going.prosegue
      ? ok(`La convenzione n. ${numero} è in vigore per questa gara.`)
      : ko(going.motivo, evidence, 'Attiva, riattiva o rinnova la convenzione.');
  });

/** Concluded on paper: there are no files to compare, whoever has the papers looks. */
const toJudge = (message: string): CheckOutcome => ({
  status: 'DA_VALUTARE',
  message,
  evidence: [{ path: 'convenzione/numero' }],
  suggestion: 'Confronta gli originali; se manca qualcosa, regolarizza la convenzione.',
});

const sameText = (facts: CheckFacts): CheckOutcome =>
  withConvenzione(facts, ({ daCarta, hashTesto, hashFirmato, deliberaComune, deliberaProvincia }) => {
    if (daCarta && (hashTesto === null || hashFirmato === null))
      return toJudge(
        'La convenzione è stata conclusa fuori dalla piattaforma: se i testi approvati e firmati sono lo stesso lo dicono gli originali.',
      );
    const copies = [
      ['approvato dal comune', deliberaComune.hashTesto],
      ['approvato dalla Provincia', deliberaProvincia.hashTesto],
      ['firmato', hashFirmato],
    ] as const;
    const lacking = copies.filter(([, hash]) => hash === null).map(([name]) => name);
    const wrong = copies.filter(([, hash]) => hash !== null && hashTesto !== null && hash.toLowerCase() !== hashTesto.toLowerCase());
    const findings = wrong.map(([name]): Finding => ({
      message: `Il testo ${name} non è quello della SUA: l’impronta è diversa.`,
      evidence: { path: 'convenzione/numero' },
    }));
    const missing = [...(hashTesto === null ? ['della SUA'] : []), ...lacking].map((name): Finding => ({
      message: `Manca l’impronta del testo ${name}.`,
      evidence: { path: 'convenzione/numero' },
    }));
    return conclude(findings, missing, 'I due consigli hanno approvato lo stesso testo, e quello è stato firmato.');
  });

const feeCharged = (facts: CheckFacts): CheckOutcome =>
  withConvenzione(facts, ({ tariffe, compensi, abitanti }) => {
    const basis = feeBasisOf(facts.scheda, abitanti);
    const wrong: Finding[] = [];
    const missing: Finding[] = [];
    for (const { momento, data, importo } of compensi) {
      const tariff = tariffInForce(tariffe, momento, data);
      const fee = tariff === undefined ? ({ known: true, importo: '0.00' } as const) : computeFee(tariff, basis);
      const evidence = { path: 'lotti' };
      if (!fee.known) missing.push({ message: fee.manca, evidence });
      else if (!new Decimal(fee.importo).eq(importo)) {
        wrong.push({
          message: `Il compenso del ${dayInWords(data)} è ${euro(importo)}: secondo la tariffa è ${euro(fee.importo)}.`,
          evidence,
          suggestion: 'Correggi il compenso, o registra la modifica della tariffa.',
        });
      }
    }
    return conclude(
      wrong,
      missing,
      compensi.length === 0 ? 'Non c’è ancora nessun compenso addebitato.' : 'Il compenso è quello della tariffa.',
    );
  });

const reimbursements = (facts: CheckFacts): CheckOutcome =>
  withConvenzione(facts, ({ costi, rimborsi }) => {
    const names: Record<Payer, string> = { SUA: 'alla SUA', COMUNE: 'al comune' };
    const evidence = { path: 'convenzione/numero' };
    const wrong = costi.flatMap(({ voce, caricatoA }): Finding[] => {
      const due = rimborsi[voce];
      return due === undefined || due === caricatoA
        ? []
        : [{ message: `«${voce}» è stato addebitato ${names[caricatoA]}: per l’art. 8 spetta ${names[due]}.`, evidence }];
    });
    const missing = costi
      .filter(({ voce }) => rimborsi[voce] === undefined)
      .map(({ voce }): Finding => ({ message: `L’art. 8 non dice chi paga «${voce}».`, evidence }));
    return conclude(wrong, missing, 'Le spese sono a carico di chi dice l’art. 8.');
  });

const sorted = (codes: readonly string[]): string => [...codes].sort().join(', ');

export const delegatedFunctions = (facts: CheckFacts): CheckOutcome =>
  withConvenzione(facts, ({ funzioniSvolte }) => {
    const { convenzione, stazioniAppaltanti } = facts.scheda;
    const agreed = sorted(funzioniSvolte);
    const rows = (stazioniAppaltanti ?? [])
      .map((station, index) => ({ station, index }))
      .filter(({ station }) => station.saTitolare !== true);
    const copies = [
      { where: 'nella scheda', path: 'convenzione/funzioniSvolte', codes: convenzione?.funzioniSvolte },
      ...rows.map(({ station }) => ({
        where: 'fra le stazioni appaltanti',
        path: `stazioniAppaltanti/${station.id}/funzioniSvolte`,
        codes: station.funzioniSvolte,
      })),
    ];
    const wrong = copies.flatMap(({ where, path, codes }): Finding[] =>
      codes == null || codes.length === 0 || sorted(codes) === agreed
        ? []
        : [
            {
              message: `Le funzioni svolte ${where} sono ${sorted(codes)}, nella convenzione ${agreed}.`,
              evidence: { path },
              suggestion: 'Riporta le funzioni della convenzione.',
            },
          ],
    );
    const missing = copies.flatMap(({ where, path, codes }): Finding[] =>
      codes == null || codes.length === 0 ? [{ message: `Mancano le funzioni svolte ${where}.`, evidence: { path } }] : [],
    );
    if (rows.length === 0)
      missing.push({ message: 'Fra le stazioni appaltanti manca quella delegata.', evidence: { path: 'stazioniAppaltanti' } });
    return conclude(wrong, missing, `Le funzioni svolte sono quelle della convenzione: ${agreed}.`);
  });

const number = (facts: CheckFacts, key: string): Decimal | undefined =>
  parameterNumber(key, facts.asOf, facts.parameters ?? legalParameters);

const incentive = (facts: CheckFacts): CheckOutcome =>
  withConvenzione(facts, ({ quotaIncentivoPct }) => {
    const most = number(facts, 'incentivi.quotaCentrale.max');
    if (most === undefined) return unknown('Il limite della quota incentivo non è noto alla data di riferimento.');
    if (quotaIncentivoPct === null) return unknown('Manca la quota incentivo della convenzione.', 'convenzione/numero');
    if (most.gte(quotaIncentivoPct)) return ok(`La quota incentivo, ${percent(quotaIncentivoPct)}, sta nel limite del ${percent(most)}.`);
    return ko(
      `La quota incentivo è del ${percent(quotaIncentivoPct)}: al massimo è il ${percent(most)} del fondo (C. 45 c. 8).`,
      [{ path: 'convenzione/numero' }],
      'Riduci la quota nella convenzione.',
    );
  });

const variants = (facts: CheckFacts): CheckOutcome =>
  withConvenzione(facts, ({ varianti }) => {
    const days = number(facts, 'convenzione.varianti.termine')?.toNumber();
    if (days === undefined) return unknown('Il termine per comunicare le varianti non è noto alla data di riferimento.');
    const evidence = { path: 'convenzione/numero' };
    const wrong = varianti.flatMap(({ numero, approvata, trasmessa }): Finding[] => {
      const last = addDays(approvata, days);
      if ((trasmessa ?? facts.asOf) <= last) return [];
      const when = trasmessa === null ? 'non è stata comunicata' : `è stata comunicata il ${dayInWords(trasmessa)}`;
      return [
        {
          message: `La variante ${numero} ${when}: il termine era il ${dayInWords(last)}.`,
          evidence,
          suggestion: 'Il comune trasmette la variante alla SUA.',
        },
      ];
    });
    return conclude(
      wrong,
      [],
      varianti.length === 0 ? 'Non risultano varianti.' : 'Le varianti sono state comunicate, o il termine non è passato.',
    );
  });

const deliberationOrder = (facts: CheckFacts): CheckOutcome =>
  withConvenzione(facts, ({ daCarta, primaFirma, deliberaComune, deliberaProvincia }) => {
    if (daCarta && (primaFirma === null || deliberaComune.esecutivaDal === null || deliberaProvincia.esecutivaDal === null))
      return toJudge(
        'La convenzione è stata conclusa fuori dalla piattaforma: le date delle delibere e delle firme stanno negli originali.',
      );
    const acts = [
      ['del comune', deliberaComune.esecutivaDal],
      ['della Provincia', deliberaProvincia.esecutivaDal],
    ] as const;
    const evidence = { path: 'convenzione/dataStipula' };
    if (primaFirma === null) return unknown('Manca la data della prima firma.', evidence.path);
    const wrong = acts.flatMap(([who, since]): Finding[] =>
      since === null || since <= primaFirma
        ? []
        : [
            {
              message: `La convenzione è stata firmata il ${dayInWords(primaFirma)}, prima che la delibera ${who} fosse esecutiva (${dayInWords(since)}).`,
              evidence,
            },
          ],
    );
    const missing = acts
      .filter(([, since]) => since === null)
      .map(([who]): Finding => ({ message: `Non si sa da quando la delibera ${who} è esecutiva.`, evidence }));
    return conclude(wrong, missing, 'Le delibere erano esecutive quando la convenzione è stata firmata.');
  });

const conv = { version: 1, group: 'CONV', severity: 'BLOCK', inputs: ['@convenzione'], appliesTo: hasOne } as const;

/** The checks of group CONV; they read `@convenzione` besides the sheet. */
export const convChecks: readonly CheckDefinition[] = [
  {
    ...conv,
    id: 'CONV-01',
    title: 'Convenzione in vigore',
    cite: 'C. 62 c. 9',
    inputs: ['@convenzione', '@asOf', '@dossier', 'comune/codiceFiscale', 'provincia/codiceFiscale'],
    appliesTo: isMember,
    run: activeCover,
  },
  { ...conv, id: 'CONV-02', title: 'Stesso testo approvato e firmato', cite: 'TUEL 30', run: sameText },
  {
    ...conv,
    id: 'CONV-03',
    severity: 'ERROR',
    title: 'Compenso secondo tariffa',
    cite: 'Tariffa della convenzione',
    inputs: ['@convenzione', 'valoreStimatoTotale', 'lotti/*/importi'],
    run: feeCharged,
  },
  { ...conv, id: 'CONV-04', severity: 'WARN', title: 'Spese a carico di chi le deve', cite: 'Convenzione, art. 8', run: reimbursements },
  {
    ...conv,
    id: 'CONV-05',
    title: 'Funzioni svolte uguali ovunque',
    cite: 'Regole PCP, REG2',
    inputs: ['@convenzione', 'convenzione/funzioniSvolte', 'stazioniAppaltanti'],
    run: delegatedFunctions,
  },
  {
    ...conv,
    id: 'CONV-06',
    severity: 'ERROR',
    title: 'Quota incentivo',
    cite: 'C. 45 c. 8',
    inputs: ['@convenzione', '@asOf', '@parameters'],
    run: incentive,
  },
  {
    ...conv,
    id: 'CONV-07',
    severity: 'WARN',
    title: 'Varianti comunicate alla SUA',
    cite: 'DPCM 30/06/2011 art. 4',
    inputs: ['@convenzione', '@asOf', '@parameters'],
    run: variants,
  },
  { ...conv, id: 'CONV-08', title: 'Delibere prima delle firme', cite: 'TUEL 42 e 134', run: deliberationOrder },
];
