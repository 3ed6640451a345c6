import { type StatementView } from '@gare/contracts/statements';
import { formatEuro } from '@gare/domain/money/money';
import { plainDocument, type PlainBlock, type TableColumn } from '@gare/platform/docx';

type Member = StatementView['enti'][number];
type Line = Member['righe'][number];

/** All that the file shows: its bytes follow from it. `sua` is the name of the Province. */
export type StatementInput = StatementView & { readonly sua: string };

const typeNames: Readonly<Record<Line['tipo'], string>> = {
  PUBBLICAZIONE: 'Pubblicazione',
  AGGIUDICAZIONE: 'Aggiudicazione',
  ANNUALE: 'Quota annuale',
  RIMBORSO: 'Rimborso di spesa',
};

const columns: readonly (TableColumn & { readonly text: (line: Line) => string })[] = [
  { title: 'Data', width: 1200, style: 'Cell', text: ({ data }) => italianDate(data) },
  { title: 'Voce', width: 1800, style: 'Cell', text: ({ tipo }) => typeNames[tipo] },
  { title: 'Codice appalto', width: 2200, style: 'Cell', text: ({ codice }) => codice ?? '' },
  { title: 'Descrizione', width: 3938, style: 'Cell', text: ({ descrizione }) => descrizione },
  { title: 'Come si calcola', width: 4300, style: 'Cell', text: (line) => line.manca ?? line.passi.map(({ testo }) => testo).join(' ') },
  {
    title: 'Importo',
    width: 1700,
    style: 'Cell',
    right: true,
    text: ({ importo }) => (importo === null ? 'da definire' : formatEuro(importo)),
  },
];

const summaryColumns: readonly (TableColumn & { readonly text: (member: Member) => string })[] = [
  { title: 'Ente', width: 5138, style: 'Cell', text: ({ denominazione }) => denominazione },
  { title: 'Gare pubblicate', width: 2000, style: 'Cell', right: true, text: ({ attivita }) => String(attivita.pubblicati) },
  { title: 'Dovuto', width: 2000, style: 'Cell', right: true, text: ({ dovuto }) => formatEuro(dovuto) },
  { title: 'Fatturato', width: 2000, style: 'Cell', right: true, text: ({ fatturato }) => formatEuro(fatturato) },
  { title: 'Pagato', width: 2000, style: 'Cell', right: true, text: ({ pagato }) => formatEuro(pagato) },
  { title: 'Saldo', width: 2000, style: 'Cell', right: true, text: ({ saldo }) => formatEuro(saldo) },
];

export const statementTitle = ({ anno, ente }: Pick<StatementInput, 'anno' | 'ente'>): string =>
  `Rendiconto ${anno} delle attività della SUA: ${ente.denominazione}`;

/** The statement for people, as a DOCX to be turned into a PDF: a table for each member, and for more than one a summary before. */
export function statementDocument(input: StatementInput): Buffer {
  const { anno, ente, enti, sua } = input;
  return plainDocument({
    title: statementTitle(input),
    author: sua,
    footer: `Rendiconto ${anno}, ${ente.denominazione}`,
    blocks: [
      { kind: 'heading', level: 1, text: `Rendiconto delle attività della SUA e degli importi dovuti, anno ${anno}` },
      { kind: 'fact', label: 'Stazione unica appaltante', value: sua },
      {
        kind: 'fact',
        label: enti.length > 1 ? 'Enti aderenti' : 'Ente',
        value: enti.length > 1 ? String(enti.length) : ente.denominazione,
      },
      ...(enti.length > 1 ? summary(input) : []),
      ...enti.flatMap(memberBlocks),
      {
        kind: 'text',
        text: 'Le righe «da definire» non entrano nel totale. Il saldo è il dovuto meno il pagato dell’anno. La quota incentivi spetta al personale della SUA e non è compresa nel dovuto (D.Lgs. 36/2023, art. 45 c. 8).',
      },
    ],
  });
}

function summary({ enti, totali }: StatementInput): PlainBlock[] {
  return [
    { kind: 'heading', level: 2, text: 'Riepilogo' },
    {
      kind: 'table',
      columns: summaryColumns,
      rows: [
        ...enti.map((member) => summaryColumns.map((column) => column.text(member))),
        ['Totale', '', ...[totali.dovuto, totali.fatturato, totali.pagato, totali.saldo].map((amount) => formatEuro(amount))],
      ],
    },
  ];
}

function memberBlocks(member: Member): PlainBlock[] {
  const { denominazione, attivita, righe, dovuto, fatturato, pagato, saldo, quotaIncentivo, iva } = member;
  return [
    { kind: 'heading', level: 2, text: denominazione },
    {
      kind: 'fact',
      label: 'Attività',
      value: `${count(attivita.aperti, 'fascicolo aperto', 'fascicoli aperti')}, ${count(attivita.pubblicati, 'gara pubblicata', 'gare pubblicate')} per ${formatEuro(attivita.importoPubblicato)}, ${count(attivita.aggiudicati, 'gara aggiudicata', 'gare aggiudicate')}`,
    },
    righe.length === 0
      ? { kind: 'text', text: 'Nell’anno non c’è nessun importo dovuto.' }
      : { kind: 'table', columns, rows: righe.map((line) => columns.map((column) => column.text(line))) },
    { kind: 'fact', label: 'Dovuto', value: formatEuro(dovuto) },
    { kind: 'fact', label: 'Fatturato', value: formatEuro(fatturato) },
    { kind: 'fact', label: 'Pagato', value: formatEuro(pagato) },
    { kind: 'fact', label: 'Saldo', value: formatEuro(saldo) },
    { kind: 'fact', label: 'Quota incentivi per il personale della SUA', value: formatEuro(quotaIncentivo) },
    ...(iva === null ? [] : [{ kind: 'fact' as const, label: 'IVA sugli importi', value: iva }]),
  ];
}

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

const italianDate = (date: string): string => date.split('-').reverse().join('/');
