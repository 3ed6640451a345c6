import { deleted, inserted, paragraph, row, run, smallDocument } from './small-document.js';

/** How one engine writes tags: a value, the two ends of a repeated section. */
export interface Syntax {
  readonly value: (name: string) => string;
  readonly open: (list: string) => string;
  readonly close: (list: string) => string;
  readonly item: (list: string, name: string) => string;
}

export interface SeededFault {
  readonly number: number;
  readonly name: string;
  /** The document in the syntax of an engine. */
  readonly body: (syntax: Syntax) => string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Not a fault: the text that a right document shows. Null for a fault, which must be told. */
  readonly shows: string | null;
}

const data = { oggetto: 'Mensa', lotti: [{ cig: 'UNO' }, { cig: 'DUE' }] };
const fault = (number: number, name: string, body: SeededFault['body'], given: SeededFault['data'] = data): SeededFault => ({
  ...{ number, name, body, data: given },
  shows: null,
});

const halves = (tag: string): [string, string] => [tag.slice(0, -3), tag.slice(-3)];

/** The twelve faults that templates from Word come with; two of them only look like faults. */
export const seededFaults: readonly SeededFault[] = [
  fault(1, 'misspelt field', ({ value }) => paragraph(run(`Si affida ${value('ogetto')}`))),
  fault(2, 'null value', ({ value }) => paragraph(run(`Si affida ${value('oggetto')}`)), { ...data, oggetto: null }),
  fault(3, 'unclosed tag', ({ value }) => paragraph(run(`Si affida ${value('oggetto').slice(0, -1)} e basta`))),
  fault(4, 'unopened tag', ({ value }) => paragraph(run(`Si affida ${value('oggetto').slice(1)}`))),
  fault(5, 'block never closed', ({ open, item }) => paragraph(run(`${open('lotti')}${item('lotti', 'cig')}`))),
  fault(6, 'block closed by another name', ({ open, item, close }) =>
    paragraph(run(`${open('lotti')}${item('lotti', 'cig')}${close('altri')}`)),
  ),
  {
    ...{ number: 7, name: 'tag split over three runs (legitimate)', data, shows: 'Mensa' },
    body: ({ value }: Syntax): string => {
      const [first, last] = halves(value('oggetto'));
      return paragraph(run(first.slice(0, -2)), run(first.slice(-2)), run(last));
    },
  },
  fault(8, 'tag split over two paragraphs', ({ value }) => {
    const [first, last] = halves(value('oggetto'));
    return paragraph(run(first)) + paragraph(run(last));
  }),
  fault(
    9,
    'block begins outside, ends inside a table cell',
    ({ open, item, close }) =>
      paragraph(run(open('lotti'))) +
      `<w:tbl>${row(paragraph(run(item('lotti', 'cig'))), paragraph(run(close('lotti'))))}</w:tbl>${paragraph()}`,
  ),
  fault(10, 'tag half inside a tracked insertion', ({ value }) => {
    const [first, last] = halves(value('oggetto'));
    return paragraph(run(first), inserted(last));
  }),
  {
    ...{ number: 11, name: 'tag inside a tracked deletion (legitimate)', data, shows: 'Si affida Mensa' },
    body: ({ value }) => paragraph(run('Si affida '), deleted(value('vecchio')), run(value('oggetto'))),
  },
  fault(12, 'U+FFFF in the data', ({ value }) => paragraph(run(value('oggetto'))), { ...data, oggetto: 'Men\uffffsa' }),
];

export const documentOf = ({ body }: SeededFault, syntax: Syntax): Buffer => smallDocument(body(syntax));

/** The live text of a document: what is taken out by a tracked change does not show. */
export function shownText(xml: string): string {
  return [...xml.matchAll(/<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join('');
}
