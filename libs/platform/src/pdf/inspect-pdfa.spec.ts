import { PDFDocument, PDFName, StandardFonts } from 'pdf-lib';
import { inspectFormedPdfA, inspectPdfA } from './inspect-pdfa.js';
import { UnknownPdfLayout } from './libreoffice-layout.js';
import { normalisePdf } from './normalise-pdf.js';
import { runPreflight } from './preflight.js';

async function plain(change: (document: PDFDocument) => void | Promise<void> = () => undefined): Promise<Buffer> {
  const document = await PDFDocument.create();
  const page = document.addPage();
  page.drawText('x', { font: await document.embedFont(StandardFonts.Helvetica) });
  await change(document);
  return Buffer.from(await document.save({ useObjectStreams: false }));
}

describe('structural PDF/A check', () => {
  it('lists in Italian everything a plain PDF lacks', async () => {
    const inspection = await inspectPdfA(await plain());
    expect(inspection.findings.map(({ code }) => code).sort()).toEqual(
      [
        'pdfa.font-not-embedded',
        'pdfa.no-identifier',
        'pdfa.no-language',
        'pdfa.no-title',
        'pdfa.not-tagged',
        'pdfa.output-intent',
        'pdfa.xmp-missing',
      ].sort(),
    );
    expect(inspection).toMatchObject({ ok: false, declared: null, pages: 1, fonts: ['Helvetica'] });
    expect(inspection.findings.find(({ code }) => code === 'pdfa.font-not-embedded')?.message).toBe(
      'il carattere Helvetica non è incorporato',
    );
  });

  it('finds scripts and embedded files', async () => {
    const scripted = await plain((document) => {
      document.catalog.set(PDFName.of('OpenAction'), document.context.obj({ S: 'JavaScript' }));
    });
    expect((await inspectPdfA(scripted)).findings).toContainEqual({
      code: 'pdfa.forbidden-action',
      message: 'contiene un’azione vietata (JavaScript)',
    });
    const attached = await plain((document) => document.attach(Buffer.from('x'), 'x.txt'));
    expect((await inspectPdfA(attached)).findings.map(({ code }) => code)).toContain('pdfa.embedded-file');
  });

  it('overlooks nothing in the short form for our own files', async () => {
    const changes: readonly ((document: PDFDocument) => void | Promise<void>)[] = [
      () => undefined,
      (document) => {
        document.catalog.set(PDFName.of('OpenAction'), document.context.obj({ S: 'JavaScript' }));
      },
      (document) => document.attach(Buffer.from('x'), 'x.txt'),
      // An action that hides in an element of the structure, plainly and in an escaped name.
      (document) => {
        document.context.register(document.context.obj({ Type: 'StructElem', A: { S: 'JavaScript' } }));
      },
      (document) => {
        document.context.register(document.context.obj({ Type: 'StructElem', A: { S: PDFName.of('Java#53cript') } }));
      },
    ];
    for (const change of changes) {
      const bytes = await plain(change);
      expect(await inspectFormedPdfA(bytes)).toEqual(await inspectPdfA(bytes));
    }
  });

  it('says so when the file cannot be read', async () => {
    await expect(inspectPdfA(Buffer.from('%PDF-1.4 nothing'))).resolves.toMatchObject({
      ok: false,
      findings: [{ code: 'pdf.unreadable' }],
    });
  });
});

describe('full check and normal form', () => {
  it('says why the full check was not run', async () => {
    await expect(runPreflight(Buffer.from(''), { java: 'java', jars: '/nowhere', timeLimit: 1000 })).resolves.toMatchObject({
      status: 'not-run',
      reason: expect.stringContaining('PDFBox preflight') as unknown,
    });
  });

  it('refuses to rewrite a PDF it does not know', async () => {
    const document = await PDFDocument.create();
    document.addPage();
    const modern = Buffer.from(await document.save());
    expect(() => normalisePdf(modern, new Date(0))).toThrow(UnknownPdfLayout);
  });
});
