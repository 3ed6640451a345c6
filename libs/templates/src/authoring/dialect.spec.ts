import { DialectError, inlineRuns, parseTemplateSource, type Block } from './dialect.js';

const blocksOf = (text: string): Block[] => parseTemplateSource(`%% titolo Prova\n\n${text}`).blocks;

describe('template dialect', () => {
  it('reads headings with and without number', () => {
    expect(blocksOf('## Oggetto\n\n##- Premesse\n\n### Durata')).toEqual([
      { kind: 'heading', level: 1, numbered: true, text: 'Oggetto' },
      { kind: 'heading', level: 1, numbered: false, text: 'Premesse' },
      { kind: 'heading', level: 2, numbered: true, text: 'Durata' },
    ]);
  });

  it('keeps a bar inside a tag in its cell', () => {
    const [table] = blocksOf(
      '%% didascalia Importi\n%% larghezze 30 70\n| Lotto | Importo |\n|---|---:|\n| {#lotti}{id} | {importoBase | euro}{/lotti} |',
    );
    expect(table).toMatchObject({
      kind: 'table',
      widths: [30, 70],
      align: ['left', 'right'],
      rows: [['{#lotti}{id}', '{importoBase | euro}{/lotti}']],
    });
  });

  it('reads a tag alone on its line as a control and joins the lines of a paragraph', () => {
    expect(blocksOf('{#se sopraSoglia}\nuna riga\ne la seguente\n{/se}')).toEqual([
      { kind: 'control', text: '{#se sopraSoglia}' },
      { kind: 'paragraph', style: 'Testo', text: 'una riga e la seguente' },
      { kind: 'control', text: '{/se}' },
    ]);
  });

  it('reads clauses and two levels of list', () => {
    expect(blocksOf('§ Primo comma.\n\na) voce\n  - sottovoce')).toEqual([
      { kind: 'clause', text: 'Primo comma.' },
      { kind: 'item', list: 'letter', level: 0, text: 'voce' },
      { kind: 'item', list: 'bullet', level: 1, text: 'sottovoce' },
    ]);
  });

  it.each([
    ['a table without caption', '| A | B |\n|---|---|\n| 1 | 2 |', /didascalia/],
    ['a row with a cell too many', '%% didascalia X\n| A |\n|---|\n| 1 | 2 |', /2 celle, l’intestazione 1/],
    ['a misspelt directive', '%% didascalie X', /direttiva sconosciuta/],
    ['an unknown style', '@Fima Il dirigente', /stile sconosciuto/],
  ])('refuses %s with its line', (_, text, message) => {
    const read = (): unknown => blocksOf(text);
    expect(read).toThrow(DialectError);
    expect(read).toThrow(message);
    expect(read).toThrow(/^riga \d+/);
  });

  it('never cuts a tag when it reads bold, italic and subscript', () => {
    expect(inlineRuns('**Lotto {a * b | euro}** e V~i~')).toEqual([
      { text: 'Lotto {a * b | euro}', bold: true, italic: false, subscript: false },
      { text: ' e V', bold: false, italic: false, subscript: false },
      { text: 'i', bold: false, italic: false, subscript: true },
    ]);
  });
});
