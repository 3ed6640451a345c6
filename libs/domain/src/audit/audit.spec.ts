import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';
import { chainInput, findChainFault, genesisHash } from './chain.js';
import {
  findSubjectChainFault,
  subjectChainInput,
  subjectChainParts,
  type AuditSubject,
  type ChainedSubjectEntry,
  type SubjectEntry,
} from './chain-text.js';
import { sealHash, sealLeaf, sealOfDay, sealOrder, sealWithProofs, type ChainHead } from './day-seal.js';
import { inclusionProof, merkleRoot, merkleTree, verifyInclusion } from './merkle.js';

const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest());
const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('Merkle tree', () => {
  // Test inputs of the reference implementation of certificate transparency.
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
    (text) => new Uint8Array(Buffer.from(text, 'hex')),
  );
  const roots = [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];

  it('has the roots of the published test vectors', () => {
    expect(hex(merkleRoot([], sha256))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    roots.forEach((root, index) => {
      expect(hex(merkleRoot(inputs.slice(0, index + 1), sha256))).toBe(root);
    });
  });

  const leaves = fc.array(fc.uint8Array({ maxLength: 6 }), { minLength: 1, maxLength: 40 });

  it('gives all paths at once as one by one', () => {
    expect(merkleTree([], sha256)).toEqual({ root: merkleRoot([], sha256), proofs: [] });
    fc.assert(
      fc.property(leaves, (all) => {
        const { root, proofs } = merkleTree(all, sha256);
        expect(root).toEqual(merkleRoot(all, sha256));
        expect(proofs).toEqual(all.map((_, index) => inclusionProof(all, index, sha256)));
      }),
    );
  });

  it('proves every leaf, and nothing else', () => {
    fc.assert(
      fc.property(leaves, fc.nat(), fc.nat({ max: 255 }), (all, pick, noise) => {
        const index = pick % all.length;
        const leaf = all[index] ?? new Uint8Array();
        const place = { index, size: all.length, root: merkleRoot(all, sha256) };
        const path = inclusionProof(all, index, sha256);
        expect(verifyInclusion(leaf, place, path, sha256)).toBe(true);
        expect(verifyInclusion(new Uint8Array([...leaf, noise]), place, path, sha256)).toBe(false);
        expect(verifyInclusion(leaf, { ...place, root: sha256(place.root) }, path, sha256)).toBe(false);
        expect(verifyInclusion(leaf, place, [...path, place.root], sha256)).toBe(false);
        if (path.length > 0) expect(verifyInclusion(leaf, place, path.slice(1), sha256)).toBe(false);
      }),
    );
  });

  it('never takes a node for a leaf', () => {
    const [a, b] = [new Uint8Array([1]), new Uint8Array([2])];
    const node = new Uint8Array([...sha256(new Uint8Array([0, ...a])), ...sha256(new Uint8Array([0, ...b]))]);
    expect(hex(merkleRoot([node], sha256))).not.toBe(hex(merkleRoot([a, b], sha256)));
  });

  it('asks for a leaf that is there', () => {
    expect(() => inclusionProof([new Uint8Array()], 1, sha256)).toThrow(RangeError);
    expect(verifyInclusion(new Uint8Array(), { index: 1, size: 1, root: new Uint8Array() }, [], sha256)).toBe(false);
  });
});

const entryOf = fc.record({
  sequence: fc.integer({ min: 1, max: 1_000_000 }),
  at: fc.constantFrom('2026-11-22T10:00:00.000Z'),
  action: fc.string(),
  summary: fc.string({ unit: 'grapheme' }),
  personId: fc.uuid(),
  person: fc.string({ unit: 'binary' }),
  role: fc.option(fc.string()),
  enteId: fc.uuid(),
  ente: fc.string(),
  requestId: fc.option(fc.string()),
  details: fc.oneof(
    fc.constant(undefined),
    fc.constant(null),
    fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.array(fc.boolean()))),
  ),
});

function chain(subject: AuditSubject, length: number): ChainedSubjectEntry[] {
  let previousHash = genesisHash;
  return Array.from({ length }, (_, index) => {
    const entry: SubjectEntry = {
      subject,
      sequence: index + 1,
      at: '2026-11-22T10:00:00.000Z',
      action: 'convenzione.moved',
      summary: `Passo ${index}`,
      personId: 'p',
      person: 'Prova',
      role: null,
      enteId: 'e',
      ente: 'Ente',
      requestId: 'r',
      details: { da: 'A', a: 'B' },
    };
    const hash = sha256Hex(subjectChainInput(previousHash, entry));
    const chained = { ...entry, previousHash, hash };
    previousHash = hash;
    return chained;
  });
}

describe('chains of any subject', () => {
  it('give for a dossier the very text of the chains exported so far', () => {
    fc.assert(
      fc.property(entryOf, fc.uuid(), (entry, id) => {
        expect(subjectChainInput(genesisHash, { ...entry, subject: { kind: 'DOSSIER', id } })).toBe(
          chainInput(genesisHash, { ...entry, dossierId: id }),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('are read as canonical JSON for the other subjects', () => {
    fc.assert(
      fc.property(entryOf, (entry) => {
        const [, body = ''] = subjectChainInput('0', { ...entry, subject: { kind: 'CONVENZIONE', id: 'c1' } }).split(/\n(.*)/s);
        expect(Object.keys(JSON.parse(body) as object)).toEqual(Object.keys(JSON.parse(body) as object).sort());
        expect(JSON.parse(body)).toMatchObject({
          subject: { kind: 'CONVENZIONE', id: 'c1' },
          person: entry.person,
          summary: entry.summary,
        });
      }),
    );
  });

  const subject: AuditSubject = { kind: 'CONVENZIONE', id: 'c1' };
  const good = chain(subject, 5);

  it('verify from the start, or after a point already verified', () => {
    expect(findSubjectChainFault(good, sha256Hex, { subject })).toBeNull();
    expect(findSubjectChainFault(good.slice(3), sha256Hex, { subject, sequence: 3, hash: good[2]?.hash ?? '' })).toBeNull();
    const dossier = chain({ kind: 'DOSSIER', id: 'd' }, 3);
    expect(
      findChainFault(
        dossier.map(({ subject: about, ...entry }) => ({ ...entry, dossierId: about.id })),
        sha256Hex,
      ),
    ).toBeNull();
  });

  it.each<[string, (entries: ChainedSubjectEntry[]) => ChainedSubjectEntry[], string, number]>([
    ['a changed summary', (all) => all.map((entry, at) => (at === 2 ? { ...entry, summary: 'altro' } : entry)), 'WRONG_HASH', 3],
    ['a changed detail', (all) => all.map((entry, at) => (at === 1 ? { ...entry, details: { da: 'A', a: 'C' } } : entry)), 'WRONG_HASH', 2],
    ['an entry removed', (all) => all.filter((_, at) => at !== 1), 'GAP', 2],
    [
      'an entry of another chain',
      (all) => all.map((entry, at) => (at === 4 ? { ...entry, subject: { kind: 'CONVENZIONE', id: 'c2' } } : entry)),
      'OTHER_SUBJECT',
      5,
    ],
    ['another start', (all) => all.map((entry, at) => (at === 0 ? { ...entry, previousHash: 'f'.repeat(64) } : entry)), 'BROKEN_LINK', 1],
  ])('tell %s', (...[, change, fault, sequence]) => {
    expect(findSubjectChainFault(change(good), sha256Hex, { subject })).toEqual({ fault, sequence });
  });
});

describe('seal of a day', () => {
  const heads: ChainHead[] = [
    { subject: { kind: 'DOSSIER', id: 'b' }, sequence: 3, hash: 'aa' },
    { subject: { kind: 'CONVENZIONE', id: 'a' }, sequence: 1, hash: 'bb' },
    { subject: { kind: 'DOSSIER', id: 'a' }, sequence: 9, hash: 'cc' },
  ];
  const day = { suaId: 'pg', day: '2026-11-22', previousSeal: null };

  it('does not depend on the order of the heads and proves each of them', () => {
    const seal = sealOfDay(day, heads, sha256);
    expect(sealOfDay(day, [...heads].reverse(), sha256)).toEqual(seal);
    expect(seal).toMatchObject({ chains: 3, previousSeal: '0'.repeat(64) });
    const ordered = sealOrder(heads);
    const leaves = ordered.map(sealLeaf);
    ordered.forEach((head, index) => {
      const place = { index, size: 3, root: new Uint8Array(Buffer.from(seal.root, 'hex')) };
      expect(verifyInclusion(sealLeaf(head), place, inclusionProof(leaves, index, sha256), sha256)).toBe(true);
      expect(
        verifyInclusion(sealLeaf({ ...head, sequence: head.sequence + 1 }), place, inclusionProof(leaves, index, sha256), sha256),
      ).toBe(false);
    });
  });

  it('comes with the proof of every head', () => {
    const { seal, heads: proven } = sealWithProofs(day, heads, sha256);
    expect(seal).toEqual(sealOfDay(day, heads, sha256));
    expect(proven.map(({ subject, index }) => [subject.id, index])).toEqual([
      ['a', 0],
      ['a', 1],
      ['b', 2],
    ]);
    const leaves = sealOrder(heads).map(sealLeaf);
    expect(proven.map(({ proof }) => proof)).toEqual(leaves.map((_, index) => inclusionProof(leaves, index, sha256).map(hex)));
  });

  it('changes with any head and with the seal before, and refuses a chain with two heads', () => {
    const seal = sealOfDay(day, heads, sha256);
    const changed = heads.map((head, index) => (index === 0 ? { ...head, hash: 'ab' } : head));
    expect(sealOfDay(day, changed, sha256).root).not.toBe(seal.root);
    const next = sealOfDay({ ...day, day: '2026-11-23', previousSeal: sealHash(seal, sha256) }, heads, sha256);
    expect(next.root).toBe(seal.root);
    expect(sealHash(next, sha256)).not.toBe(sealHash(sealOfDay({ ...day, day: '2026-11-23' }, heads, sha256), sha256));
    expect(() => sealOfDay(day, [...heads, ...heads.slice(0, 1)], sha256)).toThrow(RangeError);
  });
});

describe('canonical JSON', () => {
  /** Keys written backwards, so that none stands in order. */
  const backwards = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(backwards);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, item]) => [key, backwards(item)] as const),
    );
  };

  it('is one text for one value, in whatever order its keys were written', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(backwards(value))).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
    expect(canonicalJson({ 9: 1, 10: 2, b: undefined, a: [undefined, { d: null, c: 'é' }] })).toBe(
      '{"10":2,"9":1,"a":[null,{"c":"é","d":null}]}',
    );
  });

  it.each([[Number.NaN], [{ a: Infinity }], [1n], [[() => 1]]])('refuses what JSON cannot hold', (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });
});

describe('the parts that are hashed in the database', () => {
  it.each<AuditSubject>([
    { kind: 'DOSSIER', id: 'd1' },
    { kind: 'CONVENZIONE', id: 'c1' },
  ])('make the text of the entry around its sequence', (about) => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), fc.option(fc.string()), fc.nat(), (summary, details, role, sequence) => {
        const entry = {
          subject: about,
          at: 't',
          action: 'a',
          summary,
          personId: 'p',
          person: 'P',
          role,
          enteId: 'e',
          ente: 'E',
          requestId: null,
          details,
        };
        const { head, tail } = subjectChainParts(entry);
        expect(subjectChainInput('0', { ...entry, sequence })).toBe(`0\n${head}${sequence}${tail}`);
      }),
    );
  });
});
