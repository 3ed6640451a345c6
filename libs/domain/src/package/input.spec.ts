import { createHash } from 'node:crypto';
import { packageInputHash, type PackageContent } from './input.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const content: PackageContent = {
  dossierId: '0b9d2d3a-5b0e-4a5c-9f0e-2f6a0f3b7c11',
  codiceAppalto: 'SUA-PG-2026-000123',
  oggetto: 'Servizio di refezione scolastica',
  ente: { denominazione: 'Comune di Montone', cf: '81000430546', ipa: 'c_f685' },
  procedura: 'open',
  cig: ['B123456659'],
  profili: [],
  kind: { code: 'GARA', version: '1.0.0' },
  schedaRevision: 12,
  checks: { esito: 'OK', numKO: 0, overrides: [] },
  documents: [
    {
      code: 'D33',
      title: 'Disciplinare di gara',
      category: 'Disciplinare',
      publish: ['P'],
      revision: 2,
      fileName: 'd33.pdf',
      mime: 'application/pdf',
      sha256: 'a'.repeat(64),
      bytes: 1000,
      storageKey: 'dossier/x/v2/a/d33.pdf',
      lot: null,
    },
  ],
};
const [first] = content.documents;
if (!first) throw new Error('the sample has one document');
const withDocument = (change: object): PackageContent => ({ ...content, documents: [{ ...first, ...change }] });

describe('hash of what a package says', () => {
  it('does not depend on the order of the keys or on where the files are kept', () => {
    const reordered = Object.fromEntries(Object.entries(content).reverse()) as unknown as PackageContent;
    expect(packageInputHash(reordered, sha256)).toBe(packageInputHash(content, sha256));
    expect(packageInputHash(withDocument({ storageKey: 'elsewhere' }), sha256)).toBe(packageInputHash(content, sha256));
  });

  it.each<[string, PackageContent]>([
    ['the bytes of a document', withDocument({ sha256: 'b'.repeat(64) })],
    ['its revision', withDocument({ revision: 3 })],
    ['its title', withDocument({ title: 'Disciplinare' })],
    ['a document more', { ...content, documents: [first, { ...first, code: 'D30' }] }],
    ['the revision of the scheda', { ...content, schedaRevision: 13 }],
    ['the kind', { ...content, kind: { code: 'GARA', version: '1.1.0' } }],
    ['the outcome of the checks', { ...content, checks: { esito: 'CON_RILIEVI', numKO: 1, overrides: [] } }],
    ['the dossier', { ...content, dossierId: '0b9d2d3a-5b0e-4a5c-9f0e-2f6a0f3b7c12' }],
  ])('changes with %s', (_, changed) => {
    expect(packageInputHash(changed, sha256)).not.toBe(packageInputHash(content, sha256));
  });
});
