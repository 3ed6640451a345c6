import { createHash } from 'node:crypto';
import { chainInput, genesisHash, type AuditEntry, type ChainedEntry } from '../audit/chain.js';
import { proveActs, type ActFault, type ActOfReview } from './review-proof.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const file = sha256('Disciplinare, versione 1');
const version = { code: 'D33', version: 1, sha256: file };
const content = { outcome: 'FAVOREVOLE', reason: '', text: 'Gli atti sono conformi.', documents: [version], quotes: [] };

function chainOf(...acts: readonly Pick<AuditEntry, 'action' | 'details'>[]): ChainedEntry[] {
  let previousHash = genesisHash;
  return acts.map((act, index) => {
    const entry: AuditEntry = {
      ...{
        dossierId: 'd',
        sequence: index + 1,
        at: '2027-03-01T10:00:00.000Z',
        summary: 'Prova',
        personId: 'renzi',
        person: 'Sofia Renzi',
      },
      ...{ role: 'LEGAL', enteId: 'pg', ente: 'Provincia', requestId: null, ...act },
    };
    const chained = { ...entry, previousHash, hash: sha256(chainInput(previousHash, entry)) };
    previousHash = chained.hash;
    return chained;
  });
}

const formed = { action: 'document.formed', details: { ...version, fileName: 'disciplinare.pdf' } };
const opinion = { action: 'review.opinion', details: { opinionId: 'p1', after: content } };
const approved = { action: 'review.approved', details: { actId: 'a1', versions: [{ ...version, fingerprint: 'f' }] } };
const whole = chainOf(formed, opinion, approved);
const files = new Map([[file, file]]);

const ofOpinion: ActOfReview = { ids: ['p1'], what: 'PARERE', personId: 'renzi', role: 'LEGAL', versions: [version], content };
const ofApproval: ActOfReview = { ...ofOpinion, ids: ['a0', 'a1'], what: 'APPROVAZIONE', content: null };

it('acts that say what the register says, over files that are still those', () => {
  expect(proveActs([ofOpinion, ofApproval], { chain: whole, files, sha256 })).toEqual({
    chain: { entries: 3, fault: null },
    acts: [
      { ids: ['p1'], entry: { sequence: 2, hash: whole[1]?.hash }, faults: [] },
      { ids: ['a0', 'a1'], entry: { sequence: 3, hash: whole[2]?.hash }, faults: [] },
    ],
  });
});

const another = sha256('un altro file');
it.each<[string, ActFault[], Partial<ActOfReview>, ChainedEntry[], Map<string, string | null>]>([
  ['an approval that is in no entry', ['NON_REGISTRATO'], { ids: ['a2'] }, whole, files],
  ['in the name of somebody else', ['DIVERSO_DAL_REGISTRO'], { personId: 'bruni' }, whole, files],
  ['in another role', ['DIVERSO_DAL_REGISTRO'], { role: 'RUP_SUA' }, whole, files],
  [
    'over another hash',
    ['DIVERSO_DAL_REGISTRO', 'VERSIONE_NON_REGISTRATA'],
    { versions: [{ ...version, sha256: another }] },
    whole,
    new Map([[another, another]]),
  ],
  ['over a version that never came in force', ['VERSIONE_NON_REGISTRATA'], {}, chainOf(opinion, approved), files],
  ['over one that came in force after it', ['VERSIONE_NON_REGISTRATA'], {}, chainOf(approved, formed), files],
  ['over a file that was exchanged', ['FILE_DIVERSO'], {}, whole, new Map([[file, another]])],
  ['over a file that is gone', ['FILE_DIVERSO'], {}, whole, new Map([[file, null]])],
])('%s does not hold', (...[, faults, change, chain, found]) => {
  expect(proveActs([{ ...ofApproval, ...change }], { chain, files: found, sha256 }).acts[0]?.faults).toEqual(faults);
});

it('an opinion whose words were changed does not hold', () => {
  const changed = { ...ofOpinion, content: { ...content, outcome: 'CONTRARIO' } };
  expect(proveActs([changed], { chain: whole, files, sha256 }).acts[0]?.faults).toEqual(['DIVERSO_DAL_REGISTRO']);
});

it('names the first entry of a register that does not follow from the one before', () => {
  const forged = whole.map((entry) => (entry.sequence === 2 ? { ...entry, summary: 'Altro' } : entry));
  expect(proveActs([], { chain: forged, files, sha256 }).chain).toEqual({ entries: 3, fault: 2 });
});
