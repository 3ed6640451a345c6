import { PDFDocument, StandardFonts } from 'pdf-lib';

export interface Attachment {
  code: string;
  title: string;
  /** Paragraphs; each is wrapped to the page. */
  text: readonly string[];
}

const margin = 56;
const size = 11;
const lineHeight = 16;
const charactersPerLine = 88;

function wrap(paragraph: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ')) {
    if (`${line} ${word}`.length > charactersPerLine && line !== '') {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line, ''];
}

/** A plain PDF such as an office scans or exports; `at` is its date, so that the same words give the same bytes. */
export async function attachmentPdf(attachment: Attachment, at: Date): Promise<Buffer> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setTitle(attachment.title);
  document.setLanguage('it-IT');
  document.setCreationDate(at);
  document.setModificationDate(at);
  const font = await document.embedFont(StandardFonts.Helvetica);
  let page = document.addPage([595, 842]);
  let y = 842 - margin;
  for (const line of [attachment.title.toUpperCase(), '', ...attachment.text.flatMap(wrap)]) {
    if (y < margin) {
      page = document.addPage([595, 842]);
      y = 842 - margin;
    }
    page.drawText(line, { x: margin, y, size, font });
    y -= lineHeight;
  }
  return Buffer.from(await document.save({ useObjectStreams: false }));
}
