import { Decimal } from 'decimal.js';
import { dayInWords } from '../calendar/dates-in-words.js';
import { addMonths } from '../calendar/day-counting.js';
import { formatNumber, sumMoney } from '../money/money.js';
import type { CheckDefinition, CheckFacts, CheckOutcome } from './check.js';
import { conclude, ko, ok, unknown } from './outcome.js';
import { caseOf, common, filesOf, limit, noRule, notRead, outcome, rule, sameAmount, sheetOf, spot, type Told } from './ren-facts.js';
import { euro, isFilled, percent } from './sheet-facts.js';

/** Checks of the accounts, of progress and of what is kept (brief §9.4: REN-09, 15…17, 21…25). */

const separateAccounting = (facts: CheckFacts): CheckOutcome => {
  const { spese, capitolo, cupNelPeg, totaleMandatiContabilita: ledger } = sheetOf(facts);
  if ((spese ?? []).length === 0) return unknown('Il rendiconto non ha ancora spese.', 'spese');
  const rows = spese ?? [];
  const paid = sumMoney(rows.flatMap(({ mandatoImporto, versamenti }) => [mandatoImporto, versamenti]));
  const claimed = sumMoney(rows.map(({ importoRendicontato }) => importoRendicontato));
  const unclaimed = sumMoney(rows.filter(({ ivaRendicontata }) => ivaRendicontata === 'NO').map(({ iva }) => iva));
  const missing: Told[] = [
    ...(isFilled(capitolo) ? [] : [{ message: 'Manca il capitolo dedicato.', evidence: { path: 'capitolo' }, missing: true }]),
    ...(cupNelPeg == null ? [{ message: 'Va detto se il CUP è nel PEG.', evidence: { path: 'cupNelPeg' }, missing: true }] : []),
    ...(isFilled(ledger)
      ? []
      : [
          {
            message: 'Manca il totale dei mandati con il CUP secondo la contabilità.',
            evidence: { path: 'totaleMandatiContabilita' },
            missing: true,
          },
        ]),
  ];
  return outcome(
    [
      ...missing,
      ...(cupNelPeg === 'NO' ? [{ message: 'Il CUP non è nel PEG: la contabilità non è separata.', evidence: { path: 'cupNelPeg' } }] : []),
      ...(isFilled(ledger) && !sameAmount(paid, ledger)
        ? [
            {
              message: `I mandati delle spese fanno ${euro(paid)}, la contabilità con il CUP dice ${euro(ledger)}: differenza ${euro(paid.minus(ledger).abs())}.`,
              evidence: { path: 'totaleMandatiContabilita' },
            },
          ]
        : []),
      ...(sameAmount(paid.minus(unclaimed), claimed)
        ? []
        : [
            {
              message: `Il rendicontato fa ${euro(claimed)}, i mandati senza l’IVA non rendicontata fanno ${euro(paid.minus(unclaimed))}: differenza ${euro(paid.minus(unclaimed).minus(claimed).abs())}.`,
              evidence: { path: 'spese' },
            },
          ]),
    ],
    `Mandati e rendicontato coincidono al centesimo: ${euro(claimed)}.`,
  );
};

const targets = (facts: CheckFacts): CheckOutcome => {
  const data = caseOf(facts);
  if (data === undefined) return notRead;
  const rows = sheetOf(facts).obiettivi ?? [];
  if (rows.length === 0) return unknown('Il rendiconto non ha ancora obiettivi da misurare.', 'obiettivi');
  const found = rows.flatMap((row): readonly Told[] => {
    const label = `«${row.descrizione ?? row.id}»`;
    const { valoreObiettivo: target, valoreDichiarato: reached, raggiuntoIl: day, scadenza } = row;
    if (!isFilled(target) || !isFilled(reached)) {
      return [
        {
          message: `Per l’obiettivo ${label} manca il valore previsto o quello dichiarato.`,
          evidence: spot('obiettivi', row, 'valoreDichiarato'),
          missing: true,
        },
      ];
    }
    return [
      ...(new Decimal(reached).lt(target)
        ? [
            {
              message: `L’obiettivo ${label} è ${formatNumber(target)}, dichiarato ${formatNumber(reached)}.`,
              evidence: spot('obiettivi', row, 'valoreDichiarato'),
            },
          ]
        : []),
      ...(row.unita !== row.unitaDichiarata
        ? [
            {
              message: `L’obiettivo ${label} è in «${row.unita ?? ''}», il valore dichiarato in «${row.unitaDichiarata ?? ''}».`,
              evidence: spot('obiettivi', row, 'unitaDichiarata'),
            },
          ]
        : []),
      ...(isFilled(day) && isFilled(scadenza) && day > scadenza
        ? [
            {
              message: `L’obiettivo ${label} è stato raggiunto il ${dayInWords(day)}, dopo il ${dayInWords(scadenza)}.`,
              evidence: spot('obiettivi', row, 'raggiuntoIl'),
            },
          ]
        : []),
      ...(filesOf(data, `obiettivi/${row.id}`).length === 0
        ? [{ message: `Per l’obiettivo ${label} non c’è nessuna prova allegata.`, evidence: spot('obiettivi', row, 'descrizione') }]
        : []),
    ];
  });
  return outcome(found, 'Gli obiettivi dichiarati sono raggiunti e provati.');
};

const commonIndicators = (facts: CheckFacts): CheckOutcome =>
  isFilled(sheetOf(facts).indicatoriComuni)
    ? ok('Gli indicatori comuni sono compilati.', { path: 'indicatoriComuni' })
    : ko('Gli indicatori comuni del semestre non sono compilati.', [{ path: 'indicatoriComuni' }]);

const budget = (facts: CheckFacts): CheckOutcome => {
  const most = limit(facts, 'ren.imprevisti.max');
  if (most === undefined) return unknown('Il limite degli imprevisti non è fra i parametri in vigore.');
  const rows = sheetOf(facts).quadroEconomico ?? [];
  if (rows.length === 0) return unknown('Manca il quadro economico.', 'quadroEconomico');
  const total = (type: string): Decimal => sumMoney(rows.filter(({ tipo }) => tipo === type).map(({ importo }) => importo));
  const works = total('LAVORI');
  const unforeseen = total('IMPREVISTI');
  const found = rows.flatMap((row): readonly Told[] => {
    const label = `«${row.voce ?? row.id}»`;
    const { importo, speso } = row;
    if (!isFilled(importo))
      return [{ message: `Manca l’importo della voce ${label}.`, evidence: spot('quadroEconomico', row, 'importo'), missing: true }];
    if (row.tipo === 'ECONOMIE_RIBASSO' && isFilled(speso) && new Decimal(speso).gt(0) && !isFilled(row.autorizzazione)) {
      return [
        {
          message: `Le economie di ribasso sono state usate per ${euro(speso)} senza autorizzazione.`,
          evidence: spot('quadroEconomico', row, 'autorizzazione'),
        },
      ];
    }
    return isFilled(speso) && new Decimal(speso).gt(importo) && !isFilled(row.autorizzazione)
      ? [
          {
            message: `La voce ${label} è di ${euro(importo)}, spesi ${euro(speso)}: serve il quadro economico rimodulato e approvato.`,
            evidence: spot('quadroEconomico', row, 'speso'),
          },
        ]
      : [];
  });
  const excess = unforeseen.gt(works.times(most).dividedBy(100))
    ? [
        {
          message: `Gli imprevisti (${euro(unforeseen)}) superano il ${percent(most)} dei lavori (${euro(works)}).`,
          evidence: { path: 'quadroEconomico' },
        },
      ]
    : [];
  return outcome([...found, ...excess], 'Il quadro economico è coerente con la spesa.');
};

const names = /^[\p{L}\p{N} ._'’()+-]{1,120}$/u;

const index = (facts: CheckFacts): CheckOutcome => {
  const data = caseOf(facts);
  if (data === undefined) return notRead;
  const { spese, obiettivi } = sheetOf(facts);
  const places = new Set([...(spese ?? []).map(({ id }) => `spese/${id}`), ...(obiettivi ?? []).map(({ id }) => `obiettivi/${id}`)]);
  const rowPlace = /^(?:spese|obiettivi)\//;
  const orphans = data.file.filter(({ posto }) => rowPlace.test(posto) && !places.has(posto));
  const odd = data.file.filter(({ fileName }) => !names.test(fileName));
  return conclude(
    [
      ...orphans.map(({ fileName, posto }) => ({
        message: `Il file «${fileName}» è legato alla riga ${posto}, che non c’è più.`,
        evidence: { path: 'spese' },
      })),
      ...odd.map(({ fileName, posto }) => ({
        message: `Il nome del file «${fileName}» ha caratteri o lunghezza non ammessi.`,
        evidence: { path: rowPlace.test(posto) ? posto : 'spese' },
      })),
    ],
    [],
    `I ${data.file.length} file hanno impronta, nome ammesso e una riga a cui appartengono.`,
  );
};

const updated = (facts: CheckFacts): CheckOutcome => {
  const day = limit(facts, 'ren.aggiornamento.giorno');
  const today = caseOf(facts)?.oggi;
  const { al, aggiornatoIl } = sheetOf(facts);
  if (today === undefined) return notRead;
  if (day === undefined) return unknown('Il termine dell’aggiornamento mensile non è fra i parametri in vigore.');
  if (!isFilled(al)) return unknown('Manca la fine del periodo.', 'al');
  const last = `${addMonths(`${al.slice(0, 7)}-01`, 1).slice(0, 7)}-${day.toFixed(0).padStart(2, '0')}`;
  if (!isFilled(aggiornatoIl)) {
    return today > last
      ? ko(`I dati andavano aggiornati entro il ${dayInWords(last)}.`, [{ path: 'aggiornatoIl' }])
      : unknown(`I dati vanno aggiornati entro il ${dayInWords(last)}.`, 'aggiornatoIl');
  }
  return aggiornatoIl <= last
    ? ok(`Dati aggiornati il ${dayInWords(aggiornatoIl)}, entro il ${dayInWords(last)}.`)
    : ko(`Dati aggiornati il ${dayInWords(aggiornatoIl)}: il termine era il ${dayInWords(last)}.`, [{ path: 'aggiornatoIl' }]);
};

const retention = (facts: CheckFacts): CheckOutcome => {
  const { ultimoPagamento, conservazioneFinoAl, importoFinanziato } = sheetOf(facts);
  const small = limit(facts, 'ren.conservazione.soglia');
  if (!isFilled(importoFinanziato)) return unknown('Manca l’importo finanziato.', 'importoFinanziato');
  if (!isFilled(ultimoPagamento))
    return unknown('Il termine di conservazione decorre dall’ultimo pagamento, che manca.', 'ultimoPagamento');
  const years = limit(facts, small?.gte(importoFinanziato) === true ? 'ren.conservazione.anniMinori' : 'ren.conservazione.anni');
  if (small === undefined || years === undefined) return unknown('Il termine di conservazione non è fra i parametri in vigore.');
  const last = addMonths(ultimoPagamento, years.toNumber() * 12);
  if (!isFilled(conservazioneFinoAl)) return unknown('Manca il termine di conservazione del fascicolo.', 'conservazioneFinoAl');
  return conservazioneFinoAl >= last
    ? ok(`Il fascicolo si conserva almeno fino al ${dayInWords(last)}.`)
    : ko(`Il fascicolo è conservato fino al ${dayInWords(conservazioneFinoAl)}: deve esserlo fino al ${dayInWords(last)}.`, [
        { path: 'conservazioneFinoAl' },
      ]);
};

const irregularities = (facts: CheckFacts): CheckOutcome => {
  const { irregolarita, tagliFunder } = sheetOf(facts);
  const rows = irregolarita ?? [];
  const found = rows.flatMap((row): readonly Told[] =>
    (
      [
        ['importo', 'l’importo'],
        ['causa', 'la causa'],
        ['atto', 'l’atto'],
        ['seguito', 'il seguito'],
      ] as const
    ).flatMap(([field, label]) =>
      isFilled(row[field]) ? [] : [{ message: `Per un taglio o recupero manca ${label}.`, evidence: spot('irregolarita', row, field) }],
    ),
  );
  const registered = sumMoney(rows.filter(({ tipo }) => tipo === 'TAGLIO').map(({ importo }) => importo));
  const cut = isFilled(tagliFunder) ? new Decimal(tagliFunder) : new Decimal(0);
  const unregistered = registered.lt(cut)
    ? [
        {
          message: `L’amministrazione ha tagliato ${euro(cut)}, nel registro ce ne sono ${euro(registered)}.`,
          evidence: { path: 'irregolarita' },
          suggestion: 'Registra ogni taglio con causa, atto, importo e seguito.',
        },
      ]
    : [];
  return outcome([...found, ...unregistered], 'Tagli e recuperi sono registrati con causa, atto e seguito.');
};

const instalments = (facts: CheckFacts): CheckOutcome => {
  const advance = rule(facts, 'anticipo.max');
  const interim = rule(facts, 'intermedio.max');
  const { importoFinanziato: funded, richieste } = sheetOf(facts);
  const rows = richieste ?? [];
  if (rows.length === 0) return unknown('Non c’è ancora nessuna richiesta di erogazione.', 'richieste');
  if (advance === undefined || interim === undefined) return noRule(facts, 'il limite delle erogazioni');
  if (!isFilled(funded) || new Decimal(funded).isZero()) return unknown('Manca l’importo finanziato.', 'importoFinanziato');
  const total = (types: readonly string[]): Decimal =>
    sumMoney(rows.filter(({ tipo }) => tipo != null && types.includes(tipo)).map(({ importo }) => importo));
  const share = (amount: Decimal): Decimal => amount.dividedBy(funded).times(100);
  const steps: readonly (readonly [label: string, Decimal, most: string])[] = [
    ['L’anticipo', total(['ANTICIPO']), advance],
    ['Anticipo e richieste intermedie', total(['ANTICIPO', 'INTERMEDIO']), interim],
    ['Il totale delle richieste', total(['ANTICIPO', 'INTERMEDIO', 'SALDO']), '100'],
  ];
  const found = steps.flatMap(([label, amount, most]) =>
    share(amount).gt(most)
      ? [
          {
            message: `${label}: ${euro(amount)}, il ${percent(share(amount).toDecimalPlaces(2))} del finanziamento; il massimo è il ${percent(most)}.`,
            evidence: { path: 'richieste' },
          },
        ]
      : [],
  );
  return outcome(found, 'Le richieste stanno nei limiti della misura.');
};

const dated = ['@asOf', '@parameters'];

export const renAccountChecks: readonly CheckDefinition[] = [
  {
    ...{ ...common, id: 'REN-09', severity: 'BLOCK', title: 'Contabilità separata' },
    inputs: ['spese', 'capitolo', 'cupNelPeg', 'totaleMandatiContabilita'],
    run: separateAccounting,
  },
  { ...common, id: 'REN-15', severity: 'BLOCK', title: 'Traguardi e obiettivi', inputs: ['obiettivi', '@case'], run: targets },
  { ...common, id: 'REN-16', severity: 'WARN', title: 'Indicatori comuni', inputs: ['indicatoriComuni'], run: commonIndicators },
  { ...common, id: 'REN-17', severity: 'ERROR', title: 'Quadro economico', inputs: ['quadroEconomico', ...dated], run: budget },
  { ...common, id: 'REN-21', severity: 'WARN', title: 'Nomi e indice dei file', inputs: ['spese', 'obiettivi', '@case'], run: index },
  {
    ...common,
    id: 'REN-22',
    severity: 'WARN',
    title: 'Aggiornamento mensile',
    inputs: ['al', 'aggiornatoIl', '@case', ...dated],
    run: updated,
  },
  {
    ...{ ...common, id: 'REN-23', severity: 'WARN', title: 'Conservazione del fascicolo' },
    inputs: ['ultimoPagamento', 'conservazioneFinoAl', 'importoFinanziato', ...dated],
    run: retention,
  },
  {
    ...common,
    id: 'REN-24',
    severity: 'ERROR',
    title: 'Registro delle irregolarità',
    inputs: ['irregolarita', 'tagliFunder'],
    run: irregularities,
  },
  {
    ...{ ...common, id: 'REN-25', severity: 'ERROR', title: 'Anticipo ed erogazioni' },
    inputs: ['misura', 'importoFinanziato', 'richieste', ...dated],
    run: instalments,
  },
];
