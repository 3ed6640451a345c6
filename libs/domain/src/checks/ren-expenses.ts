import { dayInWords } from '../calendar/dates-in-words.js';
import { fileTypeTitle, filesFor } from '../rendicontazione/expense-files.js';
import type { ExpenseRow } from '../rendicontazione/report.js';
import type { CheckDefinition, CheckFacts, CheckOutcome } from './check.js';
import { unknown } from './outcome.js';
import {
  at,
  caseOf,
  common,
  eachExpense,
  expenseName,
  filesOf,
  gaps,
  grossOf,
  invoiceOf,
  isInvoiced,
  limit,
  netOf,
  noRule,
  notRead,
  rule,
  sameAmount,
  sheetOf,
  type Told,
} from './ren-facts.js';
import { euro, isFilled } from './sheet-facts.js';

/** Checks of single expenses (brief §9.4: REN-01…03, 05…08, 20). */

const cupOnInvoices = (facts: CheckFacts): CheckOutcome => {
  const { cup } = sheetOf(facts);
  const data = caseOf(facts);
  if (data === undefined) return notRead;
  if (!isFilled(cup)) return unknown('Manca il CUP dell’intervento.', 'cup');
  return eachExpense(facts, `Ogni fattura riporta il CUP ${cup}.`, (row): readonly Told[] => {
    if (!isInvoiced(row)) return [];
    const invoice = invoiceOf(data, row)?.fattura;
    if (invoice == null) {
      return [{ message: `Per ${expenseName(row)} manca il file XML della fattura.`, evidence: at(row, 'fatturaNumero'), missing: true }];
    }
    if (invoice.cup.includes(cup) || invoice.causale.includes(cup)) return [];
    if (invoice.cup.length === 0 && (row.integrazioneCup ?? '').trim().length >= 20) return [];
    const found = invoice.cup.length === 0 ? 'non riporta il CUP' : `riporta il CUP ${invoice.cup.join(', ')}`;
    return [
      {
        message: `La fattura ${invoice.numero} del ${dayInWords(invoice.data)} ${found}: quello dell’intervento è ${cup}.`,
        evidence: at(row, 'integrazioneCup'),
        suggestion: 'Chiedi al fornitore la fattura con il CUP; se la procedura è precedente al CUP, motiva l’integrazione.',
      },
    ];
  });
};

const cigOnInvoices = (facts: CheckFacts): CheckOutcome => {
  const data = caseOf(facts);
  if (data === undefined) return notRead;
  const known = new Set((sheetOf(facts).contratti ?? []).flatMap(({ cig }) => (isFilled(cig) ? [cig] : [])));
  if (known.size === 0) return unknown('Il rendiconto non ha ancora contratti con il CIG.', 'contratti');
  return eachExpense(facts, 'Ogni spesa riporta il CIG di un contratto dell’intervento.', (row): readonly Told[] => {
    if (!isInvoiced(row)) return [];
    if (!isFilled(row.cig)) return gaps(row, [['cig', 'il CIG']]);
    if (!known.has(row.cig)) {
      return [{ message: `Il CIG ${row.cig} di ${expenseName(row)} non è di un contratto dell’intervento.`, evidence: at(row, 'cig') }];
    }
    const invoice = invoiceOf(data, row)?.fattura;
    if (invoice == null || invoice.cig.includes(row.cig)) return [];
    const found = invoice.cig.length === 0 ? 'non riporta il CIG' : `riporta il CIG ${invoice.cig.join(', ')}`;
    return [{ message: `La fattura ${invoice.numero} ${found}: quello del contratto è ${row.cig}.`, evidence: at(row, 'cig') }];
  });
};

const links: readonly (readonly [date: keyof ExpenseRow, label: string])[] = [
  ['fatturaData', 'la fattura'],
  ['liquidazioneData', 'l’atto di liquidazione'],
  ['mandatoData', 'il mandato'],
  ['quietanzaData', 'la quietanza'],
];

function orderFaults(row: ExpenseRow): Told[] {
  const dated = links.flatMap(([field, label]) => {
    const day = row[field];
    return isFilled(day) ? [{ field, label, day }] : [];
  });
  return dated.slice(1).flatMap(({ field, label, day }, index) => {
    const before = dated[index];
    if (before === undefined || before.day <= day) return [];
    return [
      {
        message: `Per ${expenseName(row)} ${label} (${dayInWords(day)}) viene prima di ${before.label} (${dayInWords(before.day)}).`,
        evidence: at(row, field),
      },
    ];
  });
}

function amountFaults(row: ExpenseRow): Told[] {
  const gross = grossOf(row);
  const net = netOf(row);
  if (gross === undefined || net === undefined) return [];
  const differs = (
    field: 'liquidazioneImporto' | 'mandatoImporto' | 'quietanzaImporto',
    label: string,
    ...admitted: (typeof net)[]
  ): Told[] => {
    const amount = row[field];
    if (!isFilled(amount) || admitted.some((value) => sameAmount(amount, value))) return [];
    return [
      {
        message: `Per ${expenseName(row)} ${label} è di ${euro(amount)}, atteso ${euro(admitted[0] ?? net)}.`,
        evidence: at(row, field),
        suggestion: 'L’importo pagato al fornitore è quello della fattura, senza IVA versata all’erario e senza ritenute.',
      },
    ];
  };
  return [
    ...differs('liquidazioneImporto', 'l’atto di liquidazione', gross, net),
    ...differs('mandatoImporto', 'il mandato', net),
    ...(isFilled(row.mandatoImporto) ? differs('quietanzaImporto', 'la quietanza', net) : []),
  ];
}

const paymentChain = (facts: CheckFacts): CheckOutcome => {
  const data = caseOf(facts);
  if (data === undefined) return notRead;
  return eachExpense(facts, 'Fatture, liquidazioni, mandati e quietanze tornano per date e importi.', (row) => {
    const staff: readonly (readonly [keyof ExpenseRow, string])[] = [
      ['mandatoData', 'la data del mandato'],
      ['mandatoImporto', 'l’importo del mandato'],
      ['quietanzaData', 'la data della quietanza'],
      ['quietanzaImporto', 'l’importo della quietanza'],
    ];
    const invoiced: readonly (readonly [keyof ExpenseRow, string])[] = [
      ['fatturaData', 'la data della fattura'],
      ['imponibile', 'l’imponibile'],
      ['iva', 'l’IVA'],
      ['liquidazioneData', 'la data della liquidazione'],
      ['liquidazioneImporto', 'l’importo della liquidazione'],
    ];
    const missing = gaps(row, isInvoiced(row) ? [...invoiced, ...staff] : staff);
    return [
      ...missing,
      ...orderFaults(row),
      ...(isInvoiced(row) ? amountFaults(row) : []),
      ...invoiceFaults(row, invoiceOf(data, row)?.fattura),
    ];
  });
};

/** What the row says is what the invoice says. */
function invoiceFaults(row: ExpenseRow, invoice: { numero: string; data: string; totale: string } | null | undefined): Told[] {
  if (invoice == null) return [];
  const gross = grossOf(row);
  return [
    ...(isFilled(row.fatturaData) && row.fatturaData !== invoice.data
      ? [
          {
            message: `La fattura ${invoice.numero} è del ${dayInWords(invoice.data)}, nella spesa è scritto ${dayInWords(row.fatturaData)}.`,
            evidence: at(row, 'fatturaData'),
          },
        ]
      : []),
    ...(gross !== undefined && !sameAmount(gross, invoice.totale)
      ? [
          {
            message: `La fattura ${invoice.numero} è di ${euro(invoice.totale)}, nella spesa imponibile e IVA fanno ${euro(gross)}.`,
            evidence: at(row, 'imponibile'),
          },
        ]
      : []),
  ];
}

const eligiblePeriod = (facts: CheckFacts): CheckOutcome => {
  const from = rule(facts, 'dal');
  const to = rule(facts, 'al');
  if (from === undefined || to === undefined) return noRule(facts, 'il periodo di ammissibilità');
  return eachExpense(facts, `Le spese sono fra il ${dayInWords(from)} e il ${dayInWords(to)}.`, (row): readonly Told[] => {
    const day = isInvoiced(row) ? row.fatturaData : row.mandatoData;
    const field = isInvoiced(row) ? 'fatturaData' : 'mandatoData';
    if (!isFilled(day)) return gaps(row, [[field, 'la data della spesa']]);
    if (from <= day && day <= to) return [];
    return [
      {
        message: `La data di ${expenseName(row)} (${dayInWords(day)}) è fuori dal periodo ammesso, dal ${dayInWords(from)} al ${dayInWords(to)}.`,
        evidence: at(row, field),
      },
    ];
  });
};

const vat = (facts: CheckFacts): CheckOutcome => {
  const admitted = rule(facts, 'ivaAmmessa');
  if (admitted === undefined) return noRule(facts, 'se l’IVA è ammessa');
  return eachExpense(facts, 'L’IVA è rendicontata solo dove è ammessa.', (row): readonly Told[] => {
    if (!isInvoiced(row)) return [];
    const missing = gaps(row, [
      ['ivaRendicontata', 'se l’IVA è rendicontata'],
      ['importoRendicontato', 'l’importo rendicontato'],
    ]);
    if (row.ivaRendicontata === 'SI' && admitted === 'NO') {
      return [{ message: `La misura non ammette l’IVA, ma ${expenseName(row)} la rendiconta.`, evidence: at(row, 'ivaRendicontata') }];
    }
    if (row.ivaRendicontata === 'SI' && row.ivaRecuperabile === 'SI') {
      return [{ message: `L’IVA di ${expenseName(row)} è recuperabile: non si rendiconta.`, evidence: at(row, 'ivaRendicontata') }];
    }
    if (row.ivaRendicontata === 'SI' && row.ivaRecuperabile == null) return gaps(row, [['ivaRecuperabile', 'se l’ente recupera l’IVA']]);
    const gross = grossOf(row);
    const most = row.ivaRendicontata === 'SI' ? gross : row.imponibile;
    if (missing.length > 0 || most == null || !isFilled(row.importoRendicontato)) return missing;
    return gross !== undefined && gross.minus(row.ivaRendicontata === 'SI' ? 0 : (row.iva ?? 0)).lt(row.importoRendicontato)
      ? [
          {
            message: `Per ${expenseName(row)} sono rendicontati ${euro(row.importoRendicontato)}, più di quanto è ammesso (${euro(most)}).`,
            evidence: at(row, 'importoRendicontato'),
          },
        ]
      : [];
  });
};

const contributions = (facts: CheckFacts): CheckOutcome => {
  const threshold = limit(facts, 'ren.48bis.soglia');
  if (threshold === undefined) return unknown('La soglia dell’art. 48-bis non è fra i parametri in vigore.');
  return eachExpense(facts, 'DURC e verifica dell’art. 48-bis ci sono per ogni pagamento.', (row): readonly Told[] => {
    if (!isInvoiced(row)) return [];
    const missing = gaps(row, [
      ['durcScadenza', 'la scadenza del DURC'],
      ['liquidazioneData', 'la data della liquidazione'],
    ]);
    const { durcScadenza: valid, liquidazioneData: paid, mandatoImporto: amount, mandatoData: ordered, verifica48bisData: checked } = row;
    const owed = isFilled(amount) && threshold.lte(amount);
    return [
      ...missing,
      ...(isFilled(valid) && isFilled(paid) && valid < paid
        ? [
            {
              message: `Alla liquidazione del ${dayInWords(paid)} il DURC di ${expenseName(row)} era scaduto il ${dayInWords(valid)}.`,
              evidence: at(row, 'durcScadenza'),
            },
          ]
        : []),
      ...(owed && !isFilled(checked)
        ? [
            {
              message: `Il mandato di ${expenseName(row)} (${euro(amount)}) supera ${euro(threshold)}: manca la verifica dell’art. 48-bis.`,
              evidence: at(row, 'verifica48bisData'),
            },
          ]
        : []),
      ...(isFilled(checked) && isFilled(ordered) && checked > ordered
        ? [
            {
              message: `Per ${expenseName(row)} la verifica dell’art. 48-bis (${dayInWords(checked)}) è dopo il mandato (${dayInWords(ordered)}).`,
              evidence: at(row, 'verifica48bisData'),
            },
          ]
        : []),
    ];
  });
};

const traceability = (facts: CheckFacts): CheckOutcome => {
  const { cup, contratti } = sheetOf(facts);
  return eachExpense(facts, 'I pagamenti sono sul conto dedicato e i mandati riportano CIG e CUP.', (row): readonly Told[] => {
    if (!isInvoiced(row)) return [];
    const missing = gaps(row, [
      ['mandatoIban', 'l’IBAN del mandato'],
      ['mandatoCup', 'il CUP del mandato'],
      ['mandatoCig', 'il CIG del mandato'],
    ]);
    const dedicated = contratti?.find(({ cig }) => isFilled(cig) && cig === row.cig)?.ibanDedicato;
    const squeeze = (iban: string): string => iban.replace(/\s/g, '').toUpperCase();
    return [
      ...missing,
      ...(isFilled(row.mandatoIban) && isFilled(dedicated) && squeeze(row.mandatoIban) !== squeeze(dedicated)
        ? [
            {
              message: `Il mandato di ${expenseName(row)} è su un conto diverso da quello dedicato del contratto ${row.cig ?? ''}.`,
              evidence: at(row, 'mandatoIban'),
            },
          ]
        : []),
      ...(isFilled(row.mandatoIban) && !isFilled(dedicated)
        ? [
            {
              message: `Per il contratto ${row.cig ?? ''} manca il conto dedicato dichiarato.`,
              evidence: { path: 'contratti' },
              missing: true,
            },
          ]
        : []),
      ...(isFilled(row.mandatoCup) && isFilled(cup) && row.mandatoCup !== cup
        ? [
            {
              message: `Il mandato di ${expenseName(row)} riporta il CUP ${row.mandatoCup} invece di ${cup}.`,
              evidence: at(row, 'mandatoCup'),
            },
          ]
        : []),
      ...(isFilled(row.mandatoCig) && isFilled(row.cig) && row.mandatoCig !== row.cig
        ? [
            {
              message: `Il mandato di ${expenseName(row)} riporta il CIG ${row.mandatoCig} invece di ${row.cig}.`,
              evidence: at(row, 'mandatoCig'),
            },
          ]
        : []),
    ];
  });
};

const documentSet = (facts: CheckFacts): CheckOutcome => {
  const data = caseOf(facts);
  if (data === undefined) return notRead;
  return eachExpense(facts, 'Ogni spesa ha i documenti che il suo tipo richiede.', (row): readonly Told[] => {
    if (row.tipo == null) return gaps(row, [['tipo', 'il tipo di spesa']]);
    const types = new Set(filesOf(data, `spese/${row.id}`).map(({ tipo }) => tipo));
    const absent = filesFor[row.tipo].filter((type) => !types.has(type));
    if (absent.length === 0) return [];
    return [
      {
        message: `Per ${expenseName(row)} ${absent.length === 1 ? 'manca' : 'mancano'}: ${absent.map(fileTypeTitle).join(', ')}.`,
        evidence: at(row, 'tipo'),
        suggestion: 'Carica i file dalla pagina «Allegati».',
      },
    ];
  });
};

const hasExpenses = ['spese', '@case'];

export const renExpenseChecks: readonly CheckDefinition[] = [
  { ...common, id: 'REN-01', severity: 'BLOCK', title: 'CUP su ogni fattura', inputs: ['cup', ...hasExpenses], run: cupOnInvoices },
  { ...common, id: 'REN-02', severity: 'BLOCK', title: 'CIG su ogni spesa', inputs: ['contratti', ...hasExpenses], run: cigOnInvoices },
  { ...common, id: 'REN-03', severity: 'BLOCK', title: 'Catena dei pagamenti', inputs: hasExpenses, run: paymentChain },
  {
    ...{ ...common, id: 'REN-05', severity: 'BLOCK', title: 'Periodo di ammissibilità' },
    inputs: ['misura', 'spese', '@asOf', '@parameters'],
    run: eligiblePeriod,
  },
  { ...common, id: 'REN-06', severity: 'ERROR', title: 'IVA ammissibile', inputs: ['misura', 'spese', '@asOf', '@parameters'], run: vat },
  {
    ...{ ...common, id: 'REN-07', severity: 'ERROR', title: 'DURC e verifica dell’art. 48-bis' },
    inputs: ['spese', '@asOf', '@parameters'],
    run: contributions,
  },
  {
    ...common,
    id: 'REN-08',
    severity: 'BLOCK',
    title: 'Tracciabilità dei pagamenti',
    inputs: ['cup', 'contratti', 'spese'],
    run: traceability,
  },
  { ...common, id: 'REN-20', severity: 'BLOCK', title: 'Documenti di ogni spesa', inputs: hasExpenses, run: documentSet },
];
