import { dayInWords } from '../calendar/dates-in-words.js';
import { addMonths } from '../calendar/day-counting.js';
import { sumMoney } from '../money/money.js';
import type { DeclarationRow } from '../rendicontazione/report.js';
import type { CheckDefinition, CheckFacts, CheckOutcome } from './check.js';
import { ko, ok, toJudge, unknown } from './outcome.js';
import { caseOf, common, limit, notRead, outcome, sheetOf, spot, type Told } from './ren-facts.js';
import { euro, isFilled } from './sheet-facts.js';

/** Checks of contracts, declarations and principles (brief §9.4: REN-04, 10…14, 18, 19). */

const noContracts = unknown('Il rendiconto non ha ancora contratti.', 'contratti');

const contractCover = (facts: CheckFacts): CheckOutcome => {
  const { contratti = [], spese = [] } = sheetOf(facts);
  if (contratti === null || contratti.length === 0) return noContracts;
  const found = contratti.flatMap((contract): readonly Told[] => {
    if (!isFilled(contract.importo)) {
      return [
        {
          message: `Manca l’importo del contratto ${contract.cig ?? contract.id}.`,
          evidence: spot('contratti', contract, 'importo'),
          missing: true,
        },
      ];
    }
    const covered = sumMoney([contract.importo, contract.variantiApprovate]);
    const invoiced = sumMoney([
      contract.giaFatturato,
      ...(spese ?? []).filter(({ cig }) => isFilled(cig) && cig === contract.cig).map(({ imponibile }) => imponibile),
    ]);
    if (invoiced.lte(covered)) return [];
    return [
      {
        message: `Per il contratto ${contract.cig ?? contract.id} sono fatturati ${euro(invoiced)}, contratto e varianti approvate fanno ${euro(covered)}: ${euro(invoiced.minus(covered))} in più.`,
        evidence: spot('contratti', contract, 'importo'),
        suggestion: 'Manca una variante approvata, oppure una fattura non riguarda questo contratto.',
      },
    ];
  });
  return outcome(found, 'Le fatture stanno nei contratti e nelle varianti approvate.');
};

const dated = (rows: readonly DeclarationRow[] | null | undefined, type: DeclarationRow['tipo']): readonly DeclarationRow[] =>
  (rows ?? []).filter((row) => row.tipo === type && isFilled(row.data) && isFilled(row.soggetto));

const doubleFunding = (facts: CheckFacts): CheckOutcome => {
  const { dichiarazioni, spese } = sheetOf(facts);
  const other = (spese ?? []).filter((row) => isFilled(row.altraFonte));
  if (other.length > 0) {
    return toJudge(
      `Le spese ${other.map((row) => row.fatturaNumero ?? row.descrizione ?? row.id).join(', ')} hanno anche un’altra fonte: va stabilito che le quote non si sovrappongono.`,
      ...other.map((row) => spot('spese', row, 'altraFonte')),
    );
  }
  return dated(dichiarazioni, 'DOPPIO_FINANZIAMENTO').length > 0
    ? ok('La dichiarazione di assenza di doppio finanziamento c’è e nessuna spesa ha un’altra fonte.')
    : ko('Manca la dichiarazione di assenza di doppio finanziamento.', [{ path: 'dichiarazioni' }], 'La firma l’ente beneficiario.');
};

const conflictRoles = [
  ['RUP', 'RUP'],
  ['COMMISSARIO', 'commissione'],
  ['DL_DEC', 'direttore dei lavori o dell’esecuzione'],
] as const;

const conflicts = (facts: CheckFacts): CheckOutcome => {
  const held = new Set(dated(sheetOf(facts).dichiarazioni, 'CONFLITTO_INTERESSI').map(({ ruolo }) => ruolo));
  const absent = conflictRoles.filter(([role]) => !held.has(role)).map(([, label]) => label);
  return absent.length === 0
    ? ok('Le dichiarazioni di assenza di conflitto di interessi ci sono per RUP, commissione e direzione.')
    : ko(`Mancano le dichiarazioni di assenza di conflitto di interessi di: ${absent.join(', ')}.`, [{ path: 'dichiarazioni' }]);
};

const owners = (facts: CheckFacts): CheckOutcome => {
  const { contratti, dichiarazioni } = sheetOf(facts);
  if ((contratti ?? []).length === 0) return noContracts;
  const names = dated(dichiarazioni, 'TITOLARE_EFFETTIVO').map(({ soggetto }) => (soggetto ?? '').toLocaleLowerCase('it'));
  const wanted = (contratti ?? []).flatMap((contract) => [
    ...(isFilled(contract.affidatario) ? [{ contract, field: 'affidatario', who: contract.affidatario.trim() }] : []),
    ...(contract.subappaltatori ?? '')
      .split(/[;\n]/)
      .filter((who) => who.trim() !== '')
      .map((who) => ({ contract, field: 'subappaltatori', who: who.trim() })),
  ]);
  const found = wanted
    .filter(({ who }) => !names.some((name) => name.includes(who.toLocaleLowerCase('it'))))
    .map(({ contract, field, who }) => ({
      message: `Manca la comunicazione del titolare effettivo di ${who}.`,
      evidence: spot('contratti', contract, field),
    }));
  return outcome(found, 'I titolari effettivi di affidatari e subappaltatori sono stati comunicati.');
};

const dnsh = (facts: CheckFacts): CheckOutcome => {
  const data = caseOf(facts);
  if (data === undefined) return notRead;
  const { dnshApplicabile } = sheetOf(facts);
  if (dnshApplicabile == null) return unknown('Va detto se il principio DNSH si applica all’intervento.', 'dnshApplicabile');
  const missing = ['DNSH_EX_ANTE', 'DNSH_EX_POST'].filter(
    (code) => !data.checklist.some(({ codice, firmata }) => codice === code && firmata),
  );
  const titles = missing.map((code) => (code === 'DNSH_EX_ANTE' ? 'ex ante' : 'ex post'));
  return missing.length === 0
    ? ok('Le liste di controllo DNSH ex ante ed ex post sono firmate.')
    : ko(
        `Le liste di controllo DNSH non sono firmate: ${titles.join(', ')}.`,
        [{ path: 'dnshApplicabile' }],
        'Compilale e falle controfirmare dalla pagina «Liste di controllo».',
      );
};

const equality = (facts: CheckFacts): CheckOutcome => {
  const months = limit(facts, 'ren.art47.mesi');
  if (months === undefined) return unknown('Il termine dell’art. 47 non è fra i parametri in vigore.');
  const today = caseOf(facts)?.oggi;
  const { contratti } = sheetOf(facts);
  if (today === undefined) return notRead;
  if ((contratti ?? []).length === 0) return noContracts;
  const found = (contratti ?? []).flatMap((contract): readonly Told[] => {
    const label = contract.cig ?? contract.id;
    if (!isFilled(contract.dataStipula)) {
      return [
        {
          message: `Manca la data di stipula del contratto ${label}.`,
          evidence: spot('contratti', contract, 'dataStipula'),
          missing: true,
        },
      ];
    }
    const last = addMonths(contract.dataStipula, months.toNumber());
    const evidence = spot('contratti', contract, 'relazioneArt47');
    if (isFilled(contract.relazioneArt47)) {
      if (contract.relazioneArt47 <= last) return [];
      return [
        {
          message: `La relazione dell’art. 47 del contratto ${label} è del ${dayInWords(contract.relazioneArt47)}: il termine era il ${dayInWords(last)}.`,
          evidence,
        },
      ];
    }
    return today > last
      ? [{ message: `Per il contratto ${label} manca la relazione dell’art. 47: il termine era il ${dayInWords(last)}.`, evidence }]
      : [
          {
            message: `La relazione dell’art. 47 del contratto ${label} va acquisita entro il ${dayInWords(last)}.`,
            evidence,
            missing: true,
          },
        ];
  });
  return outcome(found, 'Gli obblighi dell’art. 47 risultano adempiuti per ogni contratto.');
};

const procedures = (facts: CheckFacts): CheckOutcome => {
  const data = caseOf(facts);
  if (data === undefined) return notRead;
  const { contratti } = sheetOf(facts);
  const codes = (contratti ?? []).filter(({ cig }) => isFilled(cig));
  if (codes.length === 0) return noContracts;
  const found = codes.flatMap((contract): readonly Told[] => {
    const tender = data.gare.find(({ cig }) => cig === contract.cig);
    const evidence = spot('contratti', contract, 'cig');
    if (tender === undefined) {
      const external = data.checklist.some(({ codice, firmata }) => codice === 'REGOLARITA_PROCEDURA' && firmata);
      return external
        ? []
        : [
            {
              message: `La gara con CIG ${contract.cig ?? ''} non è nella piattaforma: va firmata la lista di controllo sulla regolarità della procedura.`,
              evidence,
            },
          ];
    }
    return [
      ...(tender.aggiudicata ? [] : [{ message: `La gara con CIG ${tender.cig} non risulta aggiudicata.`, evidence }]),
      ...(tender.blocchi === 0
        ? []
        : [{ message: `La gara con CIG ${tender.cig} ha ${tender.blocchi} verifiche bloccanti aperte.`, evidence }]),
      ...(tender.checklistFirmata ? [] : [{ message: `La lista di controllo della gara con CIG ${tender.cig} non è firmata.`, evidence }]),
    ];
  });
  return outcome(found, 'Le gare sono aggiudicate, senza blocchi e con le liste di controllo firmate.');
};

const visibility = (facts: CheckFacts): CheckOutcome => {
  const { visibilita } = sheetOf(facts);
  if (visibilita == null)
    return unknown('Va detto se i documenti riportano emblema, dichiarazione di finanziamento e cartello.', 'visibilita');
  return visibilita === 'SI'
    ? toJudge('È dichiarato che emblema e dichiarazione di finanziamento ci sono: chi controlla guarda documenti e fotografie.', {
        path: 'visibilita',
      })
    : ko('Mancano l’emblema dell’Unione o la dichiarazione di finanziamento.', [{ path: 'visibilita' }]);
};

export const renRegularityChecks: readonly CheckDefinition[] = [
  {
    ...common,
    id: 'REN-04',
    severity: 'BLOCK',
    title: 'Fatture coperte dai contratti',
    inputs: ['contratti', 'spese'],
    run: contractCover,
  },
  {
    ...common,
    id: 'REN-10',
    severity: 'BLOCK',
    title: 'Nessun doppio finanziamento',
    inputs: ['dichiarazioni', 'spese'],
    run: doubleFunding,
  },
  { ...common, id: 'REN-11', severity: 'BLOCK', title: 'Conflitto di interessi', inputs: ['dichiarazioni'], run: conflicts },
  { ...common, id: 'REN-12', severity: 'BLOCK', title: 'Titolare effettivo', inputs: ['contratti', 'dichiarazioni'], run: owners },
  {
    ...{ ...common, id: 'REN-13', severity: 'BLOCK', title: 'Principio DNSH' },
    inputs: ['dnshApplicabile', '@case'],
    appliesTo: (facts) => sheetOf(facts).dnshApplicabile !== 'NO',
    run: dnsh,
  },
  {
    ...{ ...common, id: 'REN-14', severity: 'ERROR', title: 'Pari opportunità e disabilità (art. 47)' },
    inputs: ['contratti', '@case', '@asOf', '@parameters'],
    run: equality,
  },
  { ...common, id: 'REN-18', severity: 'BLOCK', title: 'Regolarità delle procedure', inputs: ['contratti', '@case'], run: procedures },
  { ...common, id: 'REN-19', severity: 'ERROR', title: 'Visibilità del finanziamento', inputs: ['visibilita'], run: visibility },
];
