import { changesInClauses } from './changed-in-text.js';

const generated = ['Premessa.', 'I prezzi sono rivisti ogni anno.', 'La revisione è d’ufficio.', 'Chiusura.'];
const spans = [{ clause: 'CL05', from: 1, to: 2 }];

describe('changes in the clauses of a text', () => {
  it('are paragraphs of a clause that read otherwise, that are gone, or that somebody wrote between them', () => {
    const text = ['Premessa nostra.', 'I prezzi non sono rivisti.', 'Salvo accordo.', 'La revisione è d’ufficio.', 'Chiusura.'];
    expect(changesInClauses(generated, spans, text)).toEqual([
      { clause: 'CL05', line: 1, before: 'I prezzi sono rivisti ogni anno.', after: 'I prezzi non sono rivisti.' },
      { clause: 'CL05', line: 2, before: null, after: 'Salvo accordo.' },
    ]);
    expect(changesInClauses(generated, spans, ['Premessa.', 'I prezzi sono rivisti ogni anno.', 'Chiusura.'])).toEqual([
      { clause: 'CL05', line: null, before: 'La revisione è d’ufficio.', after: null },
    ]);
  });

  it('are none where the text was changed elsewhere, before the clause or after it', () => {
    const text = ['Premessa nostra.', 'Di nuovo nostra.', ...generated.slice(1, 3), 'In più.', 'Chiusura nostra.'];
    expect(changesInClauses(generated, spans, text)).toEqual([]);
    expect(changesInClauses(generated, [], ['Altro.'])).toEqual([]);
  });
});
