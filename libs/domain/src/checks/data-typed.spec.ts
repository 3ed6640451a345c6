import { resultOf, texts } from './check-case.js';

describe('DATA-32', () => {
  it('finds nothing in documents that say what the sheet says', () => {
    expect(resultOf('DATA-32', { is: 'OK' }).status).toBe('OK');
  });

  it('tells document, line, words, what the sheet says, and the field to go to', () => {
    const written = 'Gli oneri della sicurezza sono pari a euro duemila/00.';
    const result = resultOf('DATA-32', { with: { documents: texts(written, 'Premessa.\n\nOggetto.') }, is: 'KO' });
    expect(result).toMatchObject({
      status: 'KO',
      severity: 'ERROR',
      evidence: [{ document: 'D33', path: 'lotti/LOT-0001/importi/oneriSicurezzaInterferenza' }],
    });
    expect(result.message).toContain('riga 4');
    expect(result.message).toContain('€\u00a02.400,00 per oneri della sicurezza');
  });

  it('tells the headings above the place', () => {
    const outline = [
      { line: 0, level: 1, text: '1. Premessa' },
      { line: 1, level: 1, text: '2. Importi' },
      { line: 2, level: 2, text: '2.1 Sicurezza' },
      { line: 9, level: 1, text: '3. Termini' },
    ];
    const written = 'Gli oneri della sicurezza sono pari a euro duemila/00.';
    const documents = texts(written, 'Premessa.\n\nOggetto.').map((document) => ({ ...document, outline }));
    const result = resultOf('DATA-32', { with: { documents }, is: 'KO' });
    expect(result.message).toContain('«D33», sotto «2. Importi › 2.1 Sicurezza», riga 4: ');
    expect(result.evidence[0]).toMatchObject({ document: 'D33', line: 3 });
  });

  it('tells the page of a PDF, and which texts nobody compared', () => {
    const written = 'Gli oneri della sicurezza sono pari a euro duemila/00.';
    const documents = texts(written, 'Premessa.\n\nOggetto.').map((document) => ({ ...document, pages: [0, 2, 3] }));
    expect(resultOf('DATA-32', { with: { documents }, is: 'KO' }).message).toContain('«D33», pagina 3: ');
    const unread = texts().map((document) => (document.code === 'D21' ? { ...document, unread: true, title: 'Planimetria' } : document));
    const result = resultOf('DATA-32', { with: { documents: unread }, is: 'OK' });
    expect(result.message).toContain('Il testo di «Planimetria» non si può leggere tutto: confrontalo tu con la scheda.');
  });

  it('does not concern other kinds', () => {
    const dossier = { kind: 'RENDICONTAZIONE', state: 'BOZZA', codiceAppalto: null };
    expect(resultOf('DATA-32', { with: { dossier }, is: 'NA' }).status).toBe('NA');
  });
});

describe('DATA-33', () => {
  it('tells the clause, the place and what reads otherwise, and the way to a reason', () => {
    expect(resultOf('DATA-33', { is: 'OK' }).status).toBe('OK');
    const change = {
      clause: 'CL05',
      title: 'Revisione dei prezzi',
      line: 3,
      before: 'I prezzi sono rivisti.',
      after: 'I prezzi restano fermi.',
    };
    const gone = { ...change, line: null, before: 'Con la soglia di legge.', after: null };
    const documents = texts().map((document) => (document.code === 'D33' ? { ...document, clauseChanges: [change, gone] } : document));
    const result = resultOf('DATA-33', { with: { documents }, is: 'KO' });
    expect(result).toMatchObject({ severity: 'ERROR', evidence: [{ document: 'D33', line: 3 }, { document: 'D33' }] });
    expect(result.message).toContain('la clausola protetta CL05 «Revisione dei prezzi» è cambiata nel testo');
    expect(result.message).toContain('riga 4');
    expect(result.message).toContain('manca «Con la soglia di legge.»');
    expect(result.suggestion).toContain('registralo nella pagina Clausole con il motivo');
  });
});
