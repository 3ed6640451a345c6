import { documentFileName, keptExtension } from './document-file-name.js';

describe('documentFileName', () => {
  const document = { code: 'D33', title: 'Disciplinare di gara', category: 'Disciplinare' };

  it('names order, category, title and revision in plain ASCII', () => {
    expect(documentFileName({ document, position: 3, version: 2, extension: 'pdf' })).toBe('03_disciplinare_disciplinare-di-gara_rev2.pdf');
  });

  it('drops accents, apostrophes and spaces', () => {
    const named = { code: 'D42', title: 'Informativa sull’attività – “privacy”', category: 'Modulistica è' };
    expect(documentFileName({ document: named, position: 41, version: 1, extension: 'pdf.p7m' })).toBe(
      '41_modulistica-e_informativa-sull-attivita-privacy_rev1.pdf.p7m',
    );
  });

  it('never exceeds 120 characters and keeps the revision', () => {
    const long = { code: 'D18', title: 'Progetto esecutivo '.repeat(20), category: 'Progetto '.repeat(20) };
    const name = documentFileName({ document: long, position: 7, version: 123, extension: 'docx' });
    expect(name.length).toBeLessThanOrEqual(120);
    expect(name).toMatch(/^[A-Za-z0-9._-]+_rev123\.docx$/);
  });

  it('falls back on the code where the kind gives no title', () => {
    expect(documentFileName({ document: { code: 'OUTPUT' }, position: 1, version: 1, extension: 'zip' })).toBe('01_output_output_rev1.zip');
  });
});

describe('keptExtension', () => {
  it.each([
    ['Relazione.PDF', 'pdf'],
    ['relazione.pdf.p7m', 'pdf.p7m'],
    ['C:\\temp\\x.y\\foglio.xlsx', 'xlsx'],
    ['senza', 'bin'],
  ])('%s → %s', (fileName, extension) => {
    expect(keptExtension(fileName)).toBe(extension);
  });
});
