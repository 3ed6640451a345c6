import { type BoundValue } from './queries';
import { valuesOnPages } from './values-on-pages';

const value = (line: number, start: number, text: string, inBody = true): BoundValue => ({
  ...{
    position: line * 100 + start,
    line,
    start,
    text,
    inBody,
    instance: `campo${line}`,
    label: `Campo ${line}`,
    path: null,
    origin: null,
  },
  provenance: { kind: 'SCHEDA', derivation: null, by: null, at: null, revision: null, parameter: null },
});
const linesOf = (...texts: string[]) => texts.map((text) => ({ text, level: null }));

/** What is marked, as words of the pages. */
function marked(source: Parameters<typeof valuesOnPages>[0], pages: string[][]): [number, string][] {
  return [...valuesOnPages(source, pages)].flatMap(([page, stretches]) =>
    stretches.map(({ item, from, to }): [number, string] => [page, (pages[page]?.[item] ?? '').slice(from, to)]),
  );
}

describe('values on the pages of a PDF', () => {
  it('are found with the words around them, across lines and spaces set otherwise', () => {
    const lines = linesOf('Si affida il servizio di pulizia al prezzo di € 2.400,00.', 'Lotto 1', 'Lotto 1: € 2.400,00');
    const values = [value(0, 13, 'servizio di pulizia'), value(0, 46, '€\u00a02.400,00'), value(2, 9, '€ 2.400,00')];
    const pages = [['Si affida il servizio', ' ', 'di pulizia al prezzo di €', '\u2007', '2.400,00.', 'Lotto 1', 'Lotto 1: € 2.400,00']];
    expect(marked({ lines, values }, pages)).toEqual([
      [0, 'servizio'],
      [0, 'di pulizia'],
      [0, '€'],
      [0, '2.400,00'],
      [0, '€ 2.400,00'],
    ]);
  });

  it('are found where a page breaks beside them or in them, and where the same value stands before', () => {
    const long = 'il servizio di refezione scolastica per le scuole primarie e secondarie del comune, con dodicimila pasti l’anno';
    const lines = linesOf('Premessa con 12 mesi di durata.', `Oggetto: ${long}.`, 'Durata: 12 mesi.');
    const values = [value(0, 13, '12'), value(1, 9, long), value(2, 8, '12')];
    const pages = [
      ['Premessa con 12 mesi di durata.', 'Oggetto: il servizio di refezione scolastica per le scuole primarie'],
      ['Comune di Tuoro', 'Pagina 12', 'e secondarie del comune, con dodicimila pasti l’anno.', 'Durata: 12 mesi.'],
    ];
    expect(marked({ lines, values }, pages)).toEqual([
      [0, '12'],
      [0, 'il servizio di refezione scolastica per le scuole primarie'],
      [1, 'e secondarie del comune, con dodicimila pasti l’anno'],
      [1, '12'],
    ]);
  });

  it('of a header are found on every page; capitals and ligatures do not hide them', () => {
    const lines = linesOf('Ufficio di Montone', 'Appalto SUA-PG-2026-000117');
    const values = [value(0, 0, 'Ufficio di Montone'), value(1, 8, 'SUA-PG-2026-000117', false)];
    const pages = [['Appalto SUA-PG-2026-000117', 'UFﬁCIO DI MONTONE'], ['Appalto SUA-PG-2026-000117']];
    expect(marked({ lines, values }, pages)).toEqual([
      [0, 'SUA-PG-2026-000117'],
      [0, 'UFﬁCIO DI MONTONE'],
      [1, 'SUA-PG-2026-000117'],
    ]);
  });

  it('that are not printed are left out, and those after them found all the same', () => {
    const lines = linesOf('Il termine è il 3 marzo 2027.', 'La seduta è il 5 marzo 2027.');
    const values = [value(0, 16, '3 marzo 2027'), value(1, 15, '5 marzo 2027')];
    expect(marked({ lines, values }, [['Il termine è scritto altrove.', 'La seduta è il 5 marzo 2027.']])).toEqual([[0, '5 marzo 2027']]);
    expect(marked({ lines: null, values: [] }, [['x']])).toEqual([]);
  });
});
