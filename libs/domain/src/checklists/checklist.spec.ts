import fc from 'fast-check';
import {
  answerFault,
  checklistGaps,
  checklistStanding,
  checklistText,
  signatureStep,
  type ChecklistAnswer,
  type ChecklistSignature,
  type KindChecklist,
} from './checklist.js';

const list: KindChecklist = {
  code: 'REGOLARITA',
  title: 'Regolarità della spesa',
  compiledBy: 'RAG',
  countersignedBy: 'DIR_COMUNE',
  items: [
    { id: '1', text: 'La fattura riporta il CUP.', answer: 'SI_NO_NA', evidence: 'required', cite: 'L. 144/1999' },
    { id: '2', text: 'Data del controllo', answer: 'DATA', evidence: 'optional' },
    { id: '3', text: 'Importo controllato', answer: 'IMPORTO', evidence: 'optional' },
    { id: '4', text: 'Osservazioni', answer: 'TESTO', evidence: 'optional' },
  ],
};
const answer = (itemId: string, value: string, more: Partial<ChecklistAnswer> = {}): ChecklistAnswer => ({
  ...{ itemId, value, note: null, evidenceDocument: null, evidenceText: null, files: [] },
  ...more,
});
const full = [
  answer('1', 'SI', { evidenceText: 'prot. 123/2026' }),
  answer('2', '2026-05-01'),
  answer('3', '1200.50'),
  answer('4', 'Nessuna osservazione'),
];
const context = { dossierId: 'd', kindVersion: '1.0.0', documents: new Map([['D1', 'aa']]) };
const name = (code: string): string => code;

describe('what a checklist needs before it is signed', () => {
  it.each<[string, ChecklistAnswer[], string | null]>([
    ['complete', full, null],
    ['no answer', full.slice(1), 'manca la risposta'],
    ['no evidence where it is required', [answer('1', 'SI'), ...full.slice(1)], 'manca la prova'],
    ['evidence in a file', [answer('1', 'SI', { files: ['ff'] }), ...full.slice(1)], null],
    ['evidence in a document', [answer('1', 'SI', { evidenceDocument: 'D1' }), ...full.slice(1)], null],
    ['a NO without reason', [answer('1', 'NO', { evidenceText: 'x' }), ...full.slice(1)], 'va spiegata'],
    ['not applicable needs the reason, not the evidence', [answer('1', 'NA', { note: 'spesa di personale' }), ...full.slice(1)], null],
    ['not applicable without reason', [answer('1', 'NA'), ...full.slice(1)], 'perché non si applica'],
  ])('%s', (_, answers, reason) => {
    const gaps = checklistGaps(list, answers);
    if (reason === null) expect(gaps).toEqual([]);
    else expect(gaps.map(({ message }) => message).join()).toContain(reason);
  });

  it.each([
    ['1', 'FORSE', false],
    ['1', 'NA', true],
    ['2', '2026-02-30', false],
    ['2', '2026-02-28', true],
    ['3', '12,5', false],
    ['3', '12.50', true],
    ['4', '  ', false],
    ['4', 'testo', true],
  ])('item %s answered «%s»', (id, value, good) => {
    const item = list.items.find((candidate) => candidate.id === id);
    expect(item && answerFault(item, value) === null).toBe(good);
  });
});

describe('signatures of a checklist', () => {
  const signed = (step: ChecklistSignature['step'], personId: string, hash = 'h', voided = false): ChecklistSignature => ({
    ...{ step, personId, hash, voided },
  });

  it.each<[string, ChecklistSignature[], string]>([
    ['none', [], 'DA_COMPILARE'],
    ['compiled', [signed('COMPILAZIONE', 'a')], 'COMPILATA'],
    ['both', [signed('COMPILAZIONE', 'a'), signed('CONTROFIRMA', 'b')], 'FIRMATA'],
    ['the same person twice', [signed('COMPILAZIONE', 'a'), signed('CONTROFIRMA', 'a')], 'COMPILATA'],
    ['of another content', [signed('COMPILAZIONE', 'a', 'other'), signed('CONTROFIRMA', 'b', 'other')], 'DA_COMPILARE'],
    ['voided', [signed('COMPILAZIONE', 'a', 'h', true), signed('CONTROFIRMA', 'b', 'h', true)], 'DA_COMPILARE'],
    ['the countersignature alone', [signed('CONTROFIRMA', 'b')], 'DA_COMPILARE'],
  ])('%s', (_, signatures, standing) => {
    expect(checklistStanding(list, signatures, 'h')).toBe(standing);
  });

  it('one signature is enough where no countersignature is asked', () => {
    const { countersignedBy, ...alone } = list;
    expect(countersignedBy).toBe('DIR_COMUNE');
    expect(checklistStanding(alone, [signed('COMPILAZIONE', 'a')], 'h')).toBe('FIRMATA');
  });

  it('the right role, a complete list, and never the same person', () => {
    const ask = (
      signer: { personId: string; roles: string[] },
      standing: 'DA_COMPILARE' | 'COMPILATA' | 'FIRMATA',
      gaps: { itemId: string; message: string }[] = [],
    ) => signatureStep(list, { standing, signatures: [signed('COMPILAZIONE', 'a')], gaps, signer }, name);
    expect(ask({ personId: 'a', roles: ['RAG'] }, 'DA_COMPILARE')).toEqual({ ok: true, step: 'COMPILAZIONE' });
    expect(ask({ personId: 'a', roles: ['LEGAL'] }, 'DA_COMPILARE')).toMatchObject({ ok: false, reason: 'Compila e firma: RAG.' });
    expect(ask({ personId: 'a', roles: ['RAG'] }, 'DA_COMPILARE', [{ itemId: '1', message: 'x' }])).toMatchObject({ ok: false });
    expect(ask({ personId: 'b', roles: ['DIR_COMUNE'] }, 'COMPILATA')).toEqual({ ok: true, step: 'CONTROFIRMA' });
    expect(ask({ personId: 'a', roles: ['RAG', 'DIR_COMUNE'] }, 'COMPILATA')).toMatchObject({ ok: false });
    expect(ask({ personId: 'b', roles: ['RAG'] }, 'COMPILATA')).toMatchObject({ ok: false, reason: 'Controfirma: DIR_COMUNE.' });
    expect(ask({ personId: 'b', roles: ['DIR_COMUNE'] }, 'FIRMATA')).toMatchObject({ ok: false });
  });
});

describe('what a signature covers', () => {
  const anyAnswer = fc.record({
    itemId: fc.constantFrom('1', '2', '3', '4'),
    value: fc.string(),
    note: fc.option(fc.string()),
    evidenceDocument: fc.option(fc.constantFrom('D1', 'D2')),
    evidenceText: fc.option(fc.string()),
    files: fc.uniqueArray(fc.constantFrom('f1', 'f2', 'f3')),
  });

  it('equal answers give the same text in whatever order, different ones another', () => {
    const some = fc.uniqueArray(anyAnswer, { selector: ({ itemId }) => itemId });
    fc.assert(
      fc.property(some, anyAnswer, (answers, other) => {
        const text = checklistText(list, answers, context);
        expect(checklistText(list, [...answers].reverse(), context)).toBe(text);
        const before = answers.find(({ itemId }) => itemId === other.itemId);
        const changed = [...answers.filter(({ itemId }) => itemId !== other.itemId), other];
        const told = (one: ChecklistAnswer): string => checklistText(list, [one], context);
        expect(checklistText(list, changed, context) === text).toBe(before !== undefined && told(before) === told(other));
      }),
    );
  });

  it('another version of a document that is evidence is another content', () => {
    const answers = [answer('1', 'SI', { evidenceDocument: 'D1' })];
    const other = { ...context, documents: new Map([['D1', 'bb']]) };
    expect(checklistText(list, answers, other)).not.toBe(checklistText(list, answers, context));
  });
});
