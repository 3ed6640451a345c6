import { asciiSlug, maxFileNameLength, packageFileNames } from './file-name.js';

const document = { title: 'Disciplinare di gara', category: 'Disciplinare', revision: 3, fileName: 'd33.pdf', mime: 'application/pdf' };

describe('names of the files in the package', () => {
  it('number, category, title and revision, in this order', () => {
    expect(packageFileNames([document])).toEqual(['01_disciplinare_disciplinare-di-gara_rev3.pdf']);
  });

  it.each([
    ['accents and apostrophes', 'Modalità d’esecuzione', 'modalita-d-esecuzione'],
    ['slashes', 'Bando/Avviso', 'bando-avviso'],
    ['path climbing', '../../etc/passwd', 'etc-passwd'],
    ['letters of other alphabets', 'Ελλάδα', 'senza-titolo'],
    ['nothing at all', '', 'senza-titolo'],
  ])('%s become plain ASCII', (_, text, expected) => {
    expect(asciiSlug(text)).toBe(expected);
  });

  it('never exceed 120 characters, however long title and category are', () => {
    const [name = ''] = packageFileNames([{ ...document, title: 'Relazione '.repeat(40), category: 'Progetto '.repeat(20) }]);
    expect(name.length).toBeLessThanOrEqual(maxFileNameLength);
    expect(name).toMatch(/^01_progetto-progetto[a-z-]*_relazione[a-z-]*_rev3\.pdf$/);
  });

  it('are unique and sort like the documents even beyond a hundred', () => {
    const names = packageFileNames(Array.from({ length: 120 }, () => document));
    expect(new Set(names).size).toBe(120);
    expect([...names].sort()).toEqual(names);
  });

  it.each([
    ['relazione.PDF.p7m', 'application/pkcs7-mime', 'pdf.p7m'],
    ['computo.xlsx', 'application/octet-stream', 'xlsx'],
    ['senza estensione', 'application/pdf', 'pdf'],
    ['senza estensione', 'application/x-unknown', 'bin'],
  ])('%s (%s) keeps the extension %s', (fileName, mime, extension) => {
    expect(packageFileNames([{ ...document, fileName, mime }])[0]).toBe(`01_disciplinare_disciplinare-di-gara_rev3.${extension}`);
  });
});
