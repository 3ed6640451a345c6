import { paragraphsOf } from './paragraphs.js';
import { decisionFaults, decisionStanding, reviewGateFacts, unlikeFrozen, type FrozenDocument } from './review-gate.js';
import { aheadSentence, changedParagraphs, firstWords, reopenedByDraftSentence, reopeningSentence } from './reopening.js';
import {
  jointOutcome,
  reviewStanding,
  whyNotApprove,
  whyNotOpinion,
  type OpinionOutcome,
  type ReviewFacts,
  type ReviewState,
} from './review-state.js';
import { reviewerNotes } from './reviewer-notes.js';
import { actFieldsOf, followsFromActs } from './sheet-of-acts.js';

const facts = (more: Partial<ReviewFacts> = {}): ReviewFacts => ({
  order: 'PARALLELA',
  withdrawn: false,
  reviewers: ['anna', 'bruno'],
  documents: [{ code: 'D33', fingerprint: 'f2', isAhead: false }],
  ...{ reads: [], approvals: [], opinions: [], blocked: [] },
  ...more,
});
const ahead = { code: 'D33', fingerprint: 'f2', isAhead: true };
const hashOf = (code: string): string => Buffer.from(code).toString('hex').padEnd(64, 'a');
const frozen = (code: string, fingerprint: string): FrozenDocument => ({ code, fingerprint, sha256: hashOf(code) });
const approval = (personId: string, fingerprint = 'f2', code = 'D33'): ReviewFacts['approvals'][number] => ({
  personId,
  code,
  fingerprint,
});
const opinion = (personId: string, outcome: OpinionOutcome = 'FAVOREVOLE'): ReviewFacts['opinions'][number] => ({ personId, outcome });

describe('where a review stands', () => {
  it.each<[string, Partial<ReviewFacts>, ReviewState, string, string[]]>([
    ['asked', {}, 'CHIESTA', 'TOCCA TOCCA', []],
    ['asked in order', { order: 'IN_ORDINE' }, 'CHIESTA', 'TOCCA ATTENDE', []],
    ['read by one', { reads: [{ personId: 'anna', code: 'D33' }] }, 'IN_CORSO', 'TOCCA TOCCA', []],
    ['read by who was not asked', { reads: [{ personId: 'carla', code: 'D33' }] }, 'CHIESTA', 'TOCCA TOCCA', []],
    ['approved by one', { approvals: [approval('anna')] }, 'IN_CORSO', 'APPROVATA TOCCA', []],
    ['approved by the first', { order: 'IN_ORDINE', approvals: [approval('anna')] }, 'IN_CORSO', 'APPROVATA TOCCA', []],
    ['approved by the second alone', { order: 'IN_ORDINE', approvals: [approval('bruno')] }, 'IN_CORSO', 'TOCCA APPROVATA', []],
    ['approved by all', { approvals: [approval('anna'), approval('bruno')] }, 'APPROVATA', 'APPROVATA APPROVATA', []],
    [
      'approved by all, blocked',
      { approvals: [approval('anna'), approval('bruno')], blocked: ['D33'] },
      'OSSERVAZIONI',
      'APPROVATA APPROVATA',
      [],
    ],
    [
      'approved, blocked elsewhere',
      { approvals: [approval('anna'), approval('bruno')], blocked: ['D30'] },
      'APPROVATA',
      'APPROVATA APPROVATA',
      [],
    ],
    ['blocked', { blocked: ['D33'] }, 'OSSERVAZIONI', 'TOCCA TOCCA', []],
    ['one is against', { opinions: [opinion('anna', 'CONTRARIO')] }, 'OSSERVAZIONI', 'CONTRARIO TOCCA', []],
    [
      'one approved and is against since',
      { approvals: [approval('anna'), approval('bruno')], opinions: [opinion('anna', 'CONTRARIO')] },
      'OSSERVAZIONI',
      'CONTRARIO APPROVATA',
      [],
    ],
    [
      'in order, the first is against: the second waits',
      { order: 'IN_ORDINE', opinions: [opinion('anna', 'CONTRARIO')] },
      'OSSERVAZIONI',
      'CONTRARIO ATTENDE',
      [],
    ],
    [
      'two are of contrary opinions',
      { approvals: [approval('anna')], opinions: [opinion('anna'), opinion('bruno', 'CONTRARIO')] },
      'OSSERVAZIONI',
      'APPROVATA CONTRARIO',
      [],
    ],
    ['changed since', { approvals: [approval('anna', 'f1'), approval('bruno', 'f1')] }, 'RIAPERTA', 'TOCCA TOCCA', ['D33']],
    [
      'changed, one approved again',
      { approvals: [approval('anna', 'f1'), approval('bruno', 'f1'), approval('anna')] },
      'RIAPERTA',
      'APPROVATA TOCCA',
      ['D33'],
    ],
    [
      'changed and back again',
      { approvals: [approval('anna', 'f2'), approval('bruno', 'f2'), approval('anna', 'f3')] },
      'APPROVATA',
      'APPROVATA APPROVATA',
      [],
    ],
    ['changed after who is not asked approved', { approvals: [approval('carla', 'f1')] }, 'IN_CORSO', 'TOCCA TOCCA', []],
    ['withdrawn', { withdrawn: true, approvals: [approval('anna'), approval('bruno')] }, 'RITIRATA', 'APPROVATA APPROVATA', []],
    ['no version yet', { documents: [{ code: 'D33', fingerprint: null, isAhead: false }] }, 'CHIESTA', 'TOCCA TOCCA', []],
    ['nobody asked', { reviewers: [] }, 'CHIESTA', '', []],
    [
      'approved, then the draft went on',
      { documents: [ahead], approvals: [approval('anna'), approval('bruno')] },
      'RIAPERTA',
      'TOCCA TOCCA',
      ['D33'],
    ],
    ['the draft went on before anybody approved', { documents: [ahead] }, 'CHIESTA', 'TOCCA TOCCA', []],
  ])('%s', (...[, more, state, reviewers, reopened]) => {
    const standing = reviewStanding(facts(more));
    expect([standing.state, standing.reviewers.map((one) => one.state).join(' '), standing.reopened]).toEqual([state, reviewers, reopened]);
  });

  it.each<[string, Partial<ReviewFacts>, string, string | null]>([
    ['may', { opinions: [opinion('anna')] }, 'anna', null],
    ['with remarks of their own', { opinions: [opinion('anna', 'CON_OSSERVAZIONI')] }, 'anna', null],
    ['without an opinion', {}, 'anna', 'scrivi il parere'],
    ['against', { opinions: [opinion('anna', 'CONTRARIO')] }, 'anna', 'contrario'],
    ['not asked', { opinions: [opinion('carla')] }, 'carla', 'chiesta ad altri'],
    ['before their turn', { order: 'IN_ORDINE', opinions: [opinion('bruno')] }, 'bruno', 'prima di te'],
    ['blocked', { opinions: [opinion('anna')], blocked: ['D33'] }, 'anna', 'D33'],
    ['withdrawn', { withdrawn: true, opinions: [opinion('anna')] }, 'anna', 'ritirata'],
    [
      'no version',
      { documents: [{ code: 'D33', fingerprint: null, isAhead: false }], opinions: [opinion('anna')] },
      'anna',
      'Non c’è ancora',
    ],
    ['a draft that went on', { documents: [ahead], opinions: [opinion('anna')] }, 'anna', 'Prima forma la nuova versione'],
  ])('approval: %s', (_, more, personId, words) => {
    const reason = whyNotApprove(facts(more), personId, ['D33']);
    expect(words === null ? reason : reason?.includes(words)).toBe(words === null ? null : true);
  });

  it('an opinion that is not favourable says why', () => {
    const given = { reason: '', text: 'Gli atti sono conformi.' };
    expect(whyNotOpinion({ ...given, outcome: 'FAVOREVOLE' })).toBeNull();
    expect(whyNotOpinion({ ...given, outcome: 'CON_OSSERVAZIONI' })).toContain('si motiva');
    expect(whyNotOpinion({ ...given, outcome: 'CONTRARIO', reason: 'Manca la clausola sociale dovuta.' })).toBeNull();
    expect(whyNotOpinion({ ...given, outcome: 'FAVOREVOLE', text: ' ' })).toContain('10 caratteri');
    expect([jointOutcome(['FAVOREVOLE', 'CON_OSSERVAZIONI']), jointOutcome(['FAVOREVOLE']), jointOutcome([])]).toEqual([
      'CON_OSSERVAZIONI',
      'FAVOREVOLE',
      'FAVOREVOLE',
    ]);
  });
});

describe('what opens a review again', () => {
  const headings = [{ line: 0, text: 'Articolo 3' }];
  const read = (...lines: string[]): { text: string; headings: typeof headings } => ({ text: lines.join('\n'), headings });

  it.each<[string, string[], string[], string]>([
    [
      'a changed paragraph',
      ['Articolo 3', 'La gara dura un anno.'],
      ['Articolo 3', 'La gara dura due anni.'],
      'è cambiato il paragrafo «La gara dura due anni.» (Articolo 3).',
    ],
    ['a new one', ['Articolo 3'], ['Articolo 3', 'Nuovo comma.'], 'è stato aggiunto il paragrafo «Nuovo comma.» (Articolo 3).'],
    ['one that went', ['Articolo 3', 'Vecchio comma.'], ['Articolo 3'], 'è stato tolto il paragrafo «Vecchio comma.» (Articolo 3).'],
    ['the heading itself', ['Articolo 3 bis'], ['Articolo 3'], 'è cambiato il paragrafo «Articolo 3».'],
    ['the file alone', ['Articolo 3'], ['Articolo 3'], 'le parole sono le stesse, ma il file è cambiato'],
    ['four', ['Articolo 3'], ['Articolo 3', 'aa', 'bb', 'cc', 'dd'], '«cc» (Articolo 3); e un altro paragrafo.'],
    ['six', ['Articolo 3'], ['Articolo 3', 'aa', 'bb', 'cc', 'dd', 'ee', 'ff'], '; e altri 3 paragrafi.'],
  ])('%s', (_, before, after, words) => {
    expect(reopeningSentence('Disciplinare', changedParagraphs(read(...before), read(...after)))).toContain(words);
  });

  it('says so where no text can be compared, and cuts long paragraphs between words', () => {
    expect(reopeningSentence('Planimetria', null)).toContain('non si può confrontare');
    expect(firstWords('parola '.repeat(20))).toBe('parola '.repeat(8).trim() + '…');
  });

  it('gives paragraphs an id of their words, which a move does not change', () => {
    const hash = (text: string): string => Buffer.from(text).toString('hex').padEnd(64, '0');
    const before = paragraphsOf('Titolo\n\nuguale\nuguale\naltro', [{ line: 0, text: 'Titolo' }], hash);
    expect(before.map(({ line, heading }) => [line, heading])).toEqual([0, 2, 3, 4].map((line) => [line, 'Titolo']));
    expect(new Set(before.map(({ id }) => id)).size).toBe(4);
    const after = paragraphsOf('altro\nTitolo\nuguale', [], hash);
    expect(after.map(({ id }) => id)).toEqual([before[3]?.id, before[0]?.id, before[1]?.id]);
  });
});

describe('what gates are told', () => {
  const given = {
    reviews: [{ state: 'APPROVATA' as ReviewState, documents: ['D33'] }],
    ...{ openBlocks: 0, legal: ['D33'], technical: [{ code: 'D11', approved: true }], frozen: null, inForce: new Map([['D33', 'f1']]) },
    decision: null,
  };

  it.each<[string, Partial<Parameters<typeof reviewGateFacts>[0]>, object]>([
    ['all is done', {}, { requested: true, approved: true, reopened: false, uncovered: 0, technical: true, frozenMatch: false }],
    ['nothing was asked', { reviews: [] }, { requested: false, approved: false, uncovered: 1 }],
    ['a withdrawn one does not count', { reviews: [{ state: 'RITIRATA', documents: ['D33'] }] }, { requested: false, uncovered: 1 }],
    [
      'one of two is open again',
      { reviews: [...given.reviews, { state: 'RIAPERTA', documents: [] }] },
      { approved: false, reopened: true },
    ],
    ['an act nobody reviews', { legal: ['D33', 'D30'] }, { approved: true, uncovered: 1 }],
    ['a technical document changed', { technical: [{ code: 'D11', approved: false }] }, { technical: false }],
    ['no technical document', { technical: [] }, { technical: true }],
    ['frozen and the same', { frozen: [frozen('D33', 'f1')] }, { frozenMatch: true, decisionMatch: false }],
    ['frozen and another', { frozen: [frozen('D33', 'f0')] }, { frozenMatch: false }],
    ['frozen and gone', { frozen: [frozen('D30', 'f1')] }, { frozenMatch: false }],
    ['decided on what was frozen', { frozen: [frozen('D33', 'f1')], decision: `D33 ${hashOf('D33')}` }, { decisionMatch: true }],
    ['decided on something else', { frozen: [frozen('D33', 'f1')], decision: `D33 ${hashOf('D30')}` }, { decisionMatch: false }],
    ['decided before anything was frozen', { decision: hashOf('D33') }, { decisionMatch: false }],
  ])('%s', (_, more, expected) => {
    expect(reviewGateFacts({ ...given, ...more })).toMatchObject(expected);
  });

  it('names what is no longer as it was frozen', () => {
    expect(
      unlikeFrozen(
        ['D30', 'D33'].map((code) => frozen(code, 'f1')),
        new Map([
          ['D30', 'f1'],
          ['D33', 'f2'],
        ]),
      ),
    ).toEqual(['D33']);
  });

  it('finds every hash in a decision, also one that a file breaks over two lines, and none that was not approved', () => {
    const both = ['D30', 'D33'].map((code) => frozen(code, 'f1'));
    const broken = `Bando ${hashOf('D30').slice(0, 40)}\n${hashOf('D30').slice(40)} e ${hashOf('D33').toUpperCase()}`;
    expect(decisionFaults(both, broken)).toEqual([]);
    expect(decisionFaults(both, `solo ${hashOf('D30')} e ${hashOf('D11')}`)).toEqual([
      { kind: 'MANCA', what: 'D33' },
      { kind: 'ESTRANEA', what: hashOf('D11') },
    ]);
    const standing = (decision: { text: string | null } | null): string => decisionStanding(both, decision, (code) => `Atto ${code}`).state;
    expect([null, { text: null }, { text: broken }, { text: 'niente' }].map(standing)).toEqual([
      'ASSENTE',
      'ILLEGGIBILE',
      'CONFORME',
      'DIVERSA',
    ]);
    expect(decisionStanding(both, { text: hashOf('D30') }, (code) => `Atto ${code}`).sentence).toContain('«Atto D33»');
  });
});

it('a draft that went on is told by its paragraphs, as what opens the review again and as what is ahead', () => {
  const changes = changedParagraphs({ text: 'Primo.\nSecondo.', headings: [] }, { text: 'Primo.\nSecondo, cambiato.', headings: [] });
  expect(reopenedByDraftSentence('Disciplinare', changes)).toBe(
    'La revisione di «Disciplinare» è riaperta: nella bozza è cambiato il paragrafo «Secondo, cambiato.».',
  );
  expect(aheadSentence('Disciplinare', changes)).toContain('dopo la versione in vigore, è cambiato il paragrafo «Secondo, cambiato.».');
  expect([reopenedByDraftSentence('Bando', []), aheadSentence('Bando', [])].every((said) => said.includes('aspetto o struttura'))).toBe(
    true,
  );
});

it('fields of the sheet follow from acts where the gates of the kind ask for them', () => {
  const [asks, older] = [{ facts: { review: {} } }, { facts: {} }] as unknown as Parameters<typeof followsFromActs>[0][];
  if (asks === undefined || older === undefined) throw new Error('two kinds');
  expect([
    followsFromActs(asks, 'revisioneLegale/esito'),
    followsFromActs(asks, 'oggetto'),
    followsFromActs(older, 'revisioneLegale'),
  ]).toEqual([true, false, false]);
  expect([actFieldsOf(asks), actFieldsOf(older)]).toEqual([['revisioneLegale', 'approvazioneTecnica'], []]);
});

it('says of a reviewer what those who ask have to know', () => {
  const nothing = { mayReview: true, done: false, away: null, wrote: [] };
  const away = { until: '2027-03-12', substitute: 'Anna Bruni' };
  expect(reviewerNotes(nothing)).toEqual([]);
  expect(reviewerNotes({ ...nothing, mayReview: false, away })).toEqual([expect.stringContaining('ritira la richiesta')]);
  expect(reviewerNotes({ ...nothing, away })).toEqual([
    'È assente fino al 12 marzo 2027: gli avvisi arrivano a Anna Bruni, che non approva al suo posto.',
  ]);
  expect(reviewerNotes({ ...nothing, away: { ...away, substitute: null }, wrote: ['D33'] })).toEqual([
    'È assente fino al 12 marzo 2027.',
    'Ha scritto anche nel testo che rivede: D33.',
  ]);
  // Of whoever has approved nothing is asked any more; that they wrote the text stays to be known.
  expect(reviewerNotes({ mayReview: false, done: true, away, wrote: ['D33'] })).toEqual(['Ha scritto anche nel testo che rivede: D33.']);
});
