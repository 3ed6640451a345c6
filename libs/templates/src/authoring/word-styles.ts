import { AlignmentType, LevelFormat, type ILevelsOptions, type INumberingOptions, type IStylesOptions } from 'docx';

/** Carlito is metric-compatible with Calibri, ships with Debian and is embedded by LibreOffice. */
const bodyFont = 'Carlito';
const ink = '17324D';
const rule = '5C6F82';

const headingRun = (size: number): { font: string; size: number; bold: boolean; color: string } => ({
  font: bodyFont,
  size,
  bold: true,
  color: ink,
});

/** Word styles of every template: sizes in half-points, spacing in twentieths of a point. */
export const wordStyles: IStylesOptions = {
  default: {
    document: { run: { font: bodyFont, size: 22, language: { value: 'it-IT', eastAsia: 'it-IT', bidirectional: 'ar-SA' } } },
    title: { run: headingRun(36), paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 360, after: 240 }, keepNext: true } },
    heading1: {
      run: headingRun(26),
      paragraph: { spacing: { before: 360, after: 140 }, keepNext: true, keepLines: true, outlineLevel: 0 },
    },
    heading2: {
      run: headingRun(23),
      paragraph: { spacing: { before: 240, after: 100 }, keepNext: true, keepLines: true, outlineLevel: 1 },
    },
    heading3: {
      run: { ...headingRun(22), italics: true },
      paragraph: { spacing: { before: 200, after: 80 }, keepNext: true, keepLines: true, outlineLevel: 2 },
    },
  },
  paragraphStyles: [
    {
      id: 'Testo',
      name: 'Testo',
      basedOn: 'Normal',
      quickFormat: true,
      paragraph: { alignment: AlignmentType.LEFT, spacing: { after: 160, line: 300 } },
    },
    { id: 'Comma', name: 'Comma', basedOn: 'Testo', quickFormat: true, paragraph: { keepLines: true, spacing: { after: 140, line: 300 } } },
    { id: 'Voce', name: 'Voce di elenco', basedOn: 'Testo', quickFormat: true, paragraph: { spacing: { after: 100, line: 290 } } },
    {
      id: 'Comando',
      name: 'Comando del modello',
      basedOn: 'Normal',
      run: { size: 12, color: '8A5A00' },
      paragraph: { spacing: { before: 0, after: 0 } },
    },
    {
      id: 'Ente',
      name: 'Ente',
      basedOn: 'Normal',
      next: 'Testo',
      run: { size: 26, bold: true, color: ink },
      paragraph: { alignment: AlignmentType.CENTER, spacing: { after: 60 } },
    },
    {
      id: 'Sottotitolo',
      name: 'Sottotitolo',
      basedOn: 'Normal',
      next: 'Testo',
      run: { size: 24 },
      paragraph: { alignment: AlignmentType.CENTER, spacing: { after: 160 } },
    },
    {
      id: 'Centrato',
      name: 'Centrato',
      basedOn: 'Testo',
      run: { bold: true },
      paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 160, after: 160 }, keepNext: true },
    },
    {
      id: 'Firma',
      name: 'Firma',
      basedOn: 'Testo',
      paragraph: { alignment: AlignmentType.RIGHT, spacing: { before: 60, after: 60 }, keepLines: true },
    },
    {
      id: 'Didascalia',
      name: 'Didascalia',
      basedOn: 'Normal',
      next: 'Testo',
      run: { size: 20, bold: true, color: ink },
      paragraph: { spacing: { before: 200, after: 80 }, keepNext: true },
    },
    {
      id: 'Nota',
      name: 'Nota',
      basedOn: 'Testo',
      run: { size: 21 },
      paragraph: {
        spacing: { before: 120, after: 160, line: 276 },
        indent: { left: 200, right: 200 },
        border: { left: { style: 'single', size: 18, color: ink, space: 8 } },
        keepLines: true,
      },
    },
    { id: 'Campo', name: 'Campo da compilare', basedOn: 'Testo', paragraph: { spacing: { before: 80, after: 100 } } },
    {
      id: 'Scelta',
      name: 'Scelta da spuntare',
      basedOn: 'Testo',
      paragraph: { indent: { left: 425, hanging: 425 }, spacing: { after: 100 } },
    },
    { id: 'Cella', name: 'Cella di tabella', basedOn: 'Normal', run: { size: 19 }, paragraph: { spacing: { before: 40, after: 40 } } },
    {
      id: 'CellaTitolo',
      name: 'Titolo di colonna',
      basedOn: 'Cella',
      run: { size: 19, bold: true, color: ink },
      paragraph: { keepNext: true },
    },
    { id: 'Indice1', name: 'Indice 1', basedOn: 'Normal', run: { size: 19, bold: true }, paragraph: { spacing: { before: 50, after: 0 } } },
    { id: 'Indice2', name: 'Indice 2', basedOn: 'Normal', run: { size: 19 }, paragraph: { spacing: { after: 0 }, indent: { left: 284 } } },
    {
      id: 'TitoloIndice',
      name: 'Titolo indice',
      basedOn: 'Normal',
      run: headingRun(26),
      paragraph: { spacing: { after: 120 }, keepNext: true },
    },
    { id: 'Margine', name: 'Intestazione e piede', basedOn: 'Normal', run: { size: 17, color: rule } },
  ],
};

const level = (index: number, text: string, extra: Partial<ILevelsOptions>): ILevelsOptions => ({
  level: index,
  format: LevelFormat.DECIMAL,
  text,
  alignment: AlignmentType.LEFT,
  ...extra,
});

/** Indentation of numbered paragraphs, in twentieths of a point. */
const hang = (left: number, hanging: number): ILevelsOptions['style'] => ({ paragraph: { indent: { left, hanging } } });

/**
 * One multilevel list for headings and clauses (numbers follow whatever conditions leave in the text),
 * and one definition each for bullets and lettered items, restarted by instance.
 */
export function wordNumbering(kind: 'articoli' | 'paragrafi'): INumberingOptions {
  const first = kind === 'articoli' ? 'Art. %1 –' : '%1.';
  return {
    config: [
      {
        reference: 'articoli',
        levels: [
          level(0, first, { suffix: 'space' }),
          level(1, '%1.%2', { suffix: 'space' }),
          level(2, '%1.%2.%3', { suffix: 'space' }),
          level(3, '%4.', { style: hang(425, 425) }),
        ],
      },
      // Numbers of the index run beside those of the headings: the same conditions leave the same items in both.
      { reference: 'indice', levels: [level(0, first, { suffix: 'space' }), level(1, '%1.%2', { suffix: 'space' })] },
      {
        reference: 'punti',
        levels: [
          level(0, '•', { format: LevelFormat.BULLET, style: hang(709, 284) }),
          level(1, '–', { format: LevelFormat.BULLET, style: hang(1134, 284) }),
        ],
      },
      {
        reference: 'lettere',
        levels: [
          level(0, '%1)', { format: LevelFormat.LOWER_LETTER, style: hang(794, 369) }),
          level(1, '%2.', { format: LevelFormat.DECIMAL, style: hang(1219, 369) }),
        ],
      },
    ],
  };
}

export const tableRule = { style: 'single', size: 4, color: rule } as const;
export const headerShade = 'E6ECF2';
