import { deflateSync } from 'node:zlib';
import { PDFDocument, PDFName, PDFRawStream, StandardFonts, type PDFFont, type PDFPage } from 'pdf-lib';
import { defaultPdfLimits, PdfTexts } from './pdf-texts.js';

const texts = new PdfTexts();
afterAll(() => texts.close());

/** A page as a word processor sets it: paragraphs broken into lines of a column, the last line of each short. */
class Sheet {
  private y = 780;

  constructor(
    private readonly page: PDFPage,
    private readonly font: PDFFont,
  ) {}

  paragraph(words: string, width = 380): this {
    let line = '';
    for (const word of words.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (this.font.widthOfTextAtSize(longer, 11) > width) {
        this.put(line);
        line = word;
      } else line = longer;
    }
    this.put(line);
    this.y -= 8;
    return this;
  }

  row(...cells: string[]): this {
    for (const [index, cell] of cells.entries()) this.page.drawText(cell, { x: 70 + index * 200, y: this.y, size: 11, font: this.font });
    this.y -= 16;
    return this;
  }

  private put(line: string): void {
    this.page.drawText(line, { x: 70, y: this.y, size: 11, font: this.font });
    this.y -= 14;
  }
}

async function pdfOf(...pages: ((sheet: Sheet, page: PDFPage) => void)[]): Promise<Buffer> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.TimesRoman);
  for (const write of pages) {
    const page = document.addPage([595, 842]);
    write(new Sheet(page, font), page);
  }
  return Buffer.from(await document.save());
}

const premise =
  'Il valore complessivo dell’appalto, comprensivo di ogni onere, è determinato secondo quanto indicato nella relazione: ' +
  'gli oneri della sicurezza da interferenza ammontano a € 2.400,00 e non sono soggetti a ribasso in alcun caso previsto.';

const picture = (_: Sheet, page: PDFPage): void => {
  page.drawRectangle({ x: 40, y: 40, width: 500, height: 700 });
};

describe('the text of a PDF', () => {
  it('is its paragraphs, lines put together, with the cells of a table apart and the first line of each page', async () => {
    const bytes = await pdfOf(
      (sheet) => sheet.paragraph('Art. 1 Importi').paragraph(premise),
      (sheet) => sheet.row('Voce', 'Importo').row('Oneri della sicurezza', '€ 2.400,00').paragraph('Fine del capitolato.'),
    );
    const { text, pages, unread } = await texts.read(bytes);
    expect(text?.split('\n')).toEqual([
      'Art. 1 Importi',
      premise,
      ...['Voce', 'Importo', 'Oneri della sicurezza', '€ 2.400,00', 'Fine del capitolato.'],
    ]);
    expect(pages).toEqual([0, 2]);
    expect(unread).toBeNull();
  });

  it('begins a paragraph at each entry of a list, and leaves the dots of an index out', async () => {
    const bytes = await pdfOf((sheet) =>
      sheet
        .row('1. Oggetto ........................................................................ 3')
        .paragraph(premise)
        .row('a) prima lettera')
        .row('b) seconda lettera'),
    );
    const { text } = await texts.read(bytes);
    expect(text?.split('\n')).toEqual(['1. Oggetto 3', premise, 'a) prima lettera', 'b) seconda lettera']);
  });

  it('of scanned pages is said to be unread: of all of them, or of some with their numbers', async () => {
    expect(await texts.read(await pdfOf(picture, picture))).toEqual({
      text: null,
      pages: [],
      unread: { because: 'IMMAGINI', pages: [] },
    });
    const mixed = await texts.read(await pdfOf((sheet) => sheet.paragraph(premise), picture));
    expect(mixed).toEqual({ text: premise, pages: [0, 1], unread: { because: 'IMMAGINI', pages: [2] } });
  });
});

describe('a PDF that does harm', () => {
  it('is said to be unreadable where it is none', async () => {
    const broken = Buffer.from('%PDF-1.7\nthis is no document\nstartxref\n0\n%%EOF');
    expect((await texts.read(broken)).unread).toEqual({ because: 'ILLEGGIBILE', pages: [] });
  });

  it('inflates to no more than the reader may hold, and the next file is read as if nothing had been', async () => {
    const document = await PDFDocument.create();
    const page = document.addPage();
    const bomb = deflateSync(Buffer.alloc(24 * 1024 * 1024, ' '));
    const stream = PDFRawStream.of(document.context.obj({ Filter: 'FlateDecode', Length: bomb.length }), bomb);
    page.node.set(PDFName.of('Contents'), document.context.register(stream));
    const bytes = Buffer.from(await document.save());
    expect(bytes.length).toBeLessThan(1024 * 1024);
    expect(await texts.read(bytes)).toEqual({ text: null, pages: [], unread: { because: 'TROPPO', pages: [] } });
    expect((await texts.read(await pdfOf((sheet) => sheet.paragraph(premise)))).text).toBe(premise);
  });

  it('ends at the limits of pages, letters, bytes and time, and the next file gets a fresh thread', async () => {
    const bytes = await pdfOf(
      (sheet) => sheet.paragraph(premise),
      (sheet) => sheet.paragraph(premise),
    );
    for (const limit of [{ pages: 1 }, { letters: 20 }, { bytes: 10 }, { time: 1 }]) {
      const strict = new PdfTexts({ ...defaultPdfLimits, ...limit });
      expect(await strict.read(bytes)).toEqual({ text: null, pages: [], unread: { because: 'TROPPO', pages: [] } });
      await strict.close();
    }
  });
});
