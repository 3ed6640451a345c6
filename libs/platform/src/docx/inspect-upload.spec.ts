import { deflateSync } from 'node:zlib';
import { PDFDocument, PDFName } from 'pdf-lib';
import { wordFile } from '../../../../test/fixtures/word-files.js';
import { bufferSource, inspectUpload } from './inspect-upload.js';

async function pdf(build: (document: PDFDocument) => void | Promise<void> = () => undefined, objectStreams = false): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.addPage();
  await build(document);
  return Buffer.from(await document.save({ useObjectStreams: objectStreams }));
}

const javascript = (document: PDFDocument): void => {
  document.catalog.set(PDFName.of('OpenAction'), document.context.obj({ S: 'JavaScript', JS: document.context.obj('x') }));
};

const inspect = (bytes: Buffer, name: string, mime = ''): Promise<unknown> => inspectUpload(bufferSource(bytes), name, mime);

describe('uploads that are what they say', () => {
  it('accepts PDF, Word, signed and zip files', async () => {
    expect(await inspect(await pdf(), 'capitolato.PDF', 'application/pdf')).toMatchObject({ ok: true, kind: 'pdf' });
    expect(await inspect(wordFile({}), 'bando.docx')).toMatchObject({ ok: true, kind: 'docx' });
    const cms = Buffer.concat([Buffer.from('3082040006092a864886f70d010702a0820400', 'hex'), Buffer.alloc(100)]);
    expect(await inspect(cms, 'contratto.pdf.p7m')).toMatchObject({ ok: true, kind: 'p7m' });
    expect(await inspect(Buffer.from(cms.toString('base64')), 'contratto.pdf.p7m')).toMatchObject({ ok: true });
    expect(await inspect(wordFile({}), 'tavole.zip')).toMatchObject({ ok: true, kind: 'zip' });
  });

  it.each([
    { what: 'an empty file', bytes: Buffer.alloc(0), name: 'a.pdf', code: 'upload.empty' },
    { what: 'a program', bytes: Buffer.from('MZ'), name: 'a.exe', code: 'upload.type-not-accepted' },
    { what: 'text as PDF', bytes: Buffer.from('ciao'), name: 'a.pdf', code: 'upload.type-mismatch' },
    { what: 'Word declared as PDF', bytes: wordFile({}), name: 'a.docx', mime: 'application/pdf', code: 'upload.type-mismatch' },
    { what: 'PDF as Word', bytes: Buffer.from('%PDF-1.7 '), name: 'a.docx', code: 'docx.not-zip' },
    { what: 'a truncated PDF', bytes: Buffer.from('%PDF-1.7\n1 0 obj'), name: 'a.pdf', code: 'pdf.broken' },
    { what: 'a signed file without a signature', bytes: Buffer.from('%PDF-1.7'), name: 'a.p7m', code: 'p7m.broken' },
  ])('refuses $what', async ({ bytes, name, mime, code }) => {
    expect(await inspect(bytes, name, mime)).toMatchObject({ ok: false, code });
  });

  it('refuses JavaScript, in the clear, in an object stream and with a disguised name', async () => {
    expect(await inspect(await pdf(javascript), 'a.pdf')).toMatchObject({ code: 'pdf.javascript' });
    expect(await inspect(await pdf(javascript, true), 'a.pdf')).toMatchObject({ code: 'pdf.javascript' });
    const disguised = Buffer.from((await pdf(javascript)).toString('latin1').replace('/JavaScript', '/J#61vaScript'), 'latin1');
    expect(await inspect(disguised, 'a.pdf')).toMatchObject({ code: 'pdf.javascript' });
  });

  it('refuses embedded files and launch actions, also beyond the first megabyte', async () => {
    expect(await inspect(await pdf((document) => document.attach(Buffer.from('x'), 'x.txt')), 'a.pdf')).toMatchObject({
      code: 'pdf.embedded-files',
    });
    const noise = deflateSync(Buffer.from(Array.from({ length: 3_000_000 }, (_, index) => (index * 7919) % 251)));
    const far = Buffer.concat([
      Buffer.from('%PDF-1.7\n'),
      Buffer.alloc(2_500_000, 0x20),
      noise,
      Buffer.from('\n9 0 obj<</S/Launch/F(x)>>endobj\nstartxref\n0\n%%EOF'),
    ]);
    expect(await inspect(far, 'a.pdf')).toMatchObject({ code: 'pdf.launch' });
  });
});
