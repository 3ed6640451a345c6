import { createHash } from 'node:crypto';
import { auditExportLines, verifyAuditExport, type ExportedSeal } from './audit-export.js';
import { genesisHash } from './chain.js';
import { subjectChainInput, type AuditSubject, type ChainedSubjectEntry } from './chain-text.js';
import { sealHash, sealWithProofs } from './day-seal.js';

const digests = {
  text: (text: string): string => createHash('sha256').update(text).digest('hex'),
  bytes: (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest()),
};
const subject: AuditSubject = { kind: 'DOSSIER', id: '5d5c6a0e-2f9a-4c58-9d32-0a1c5b7d9e01' };

function chain(length: number): ChainedSubjectEntry[] {
  const entries: ChainedSubjectEntry[] = [];
  for (let sequence = 1; sequence <= length; sequence += 1) {
    const previousHash = entries.at(-1)?.hash ?? genesisHash;
    const entry = {
      subject,
      sequence,
      at: `2026-11-2${sequence}T08:00:00.000Z`,
      action: 'scheda.changed',
      summary: `Cambiata la voce ${sequence}`,
      personId: 'p1',
      person: 'Lucia Bianchi',
      role: 'RUP_COMUNE',
      enteId: 'e1',
      ente: 'Comune di Montone',
      requestId: null,
      details: { before: null, after: 'x' },
    };
    entries.push({ ...entry, previousHash, hash: digests.text(subjectChainInput(previousHash, entry)) });
  }
  return entries;
}

/** Days 21, 22 and 23; on the second nothing happened in this chain. */
function seals(entries: readonly ChainedSubjectEntry[]): ExportedSeal[] {
  const other = { subject: { kind: 'DOSSIER', id: 'other' } as const, sequence: 4, hash: 'c'.repeat(64) };
  let previousSeal: string | null = null;
  return [2, null, 4].map((upTo, index) => {
    const own = upTo === null ? undefined : entries[upTo - 1];
    const heads = [other, ...(own ? [{ subject, sequence: own.sequence, hash: own.hash }] : [])];
    const sealed = sealWithProofs({ suaId: 'pg', day: `2026-11-2${index + 1}`, previousSeal }, heads, digests.bytes);
    const covers = sealed.heads.find((head) => head.subject.id === subject.id);
    previousSeal = sealHash(sealed.seal, digests.bytes);
    return {
      seal: sealed.seal,
      hash: previousSeal,
      covers: covers ? { sequence: covers.sequence, hash: covers.hash, index: covers.index, proof: covers.proof } : null,
    };
  });
}

const entries = chain(5);
const lines = [...auditExportLines(subject, entries, seals(entries))].map((line) => line.trimEnd());
const verdict = (changed: readonly string[]): string => {
  const result = verifyAuditExport(changed, digests);
  return result.ok ? 'INTACT' : result.fault;
};
const edited = (at: number, edit: (line: string) => string): string[] => lines.map((line, index) => (index === at ? edit(line) : line));

describe('an exported history', () => {
  it('verifies, and says how much of it is sealed', () => {
    expect(verifyAuditExport(lines, digests)).toEqual({
      ok: true,
      summary: {
        subject,
        entries: 5,
        head: entries[4]?.hash,
        sealed: 4,
        seals: 3,
        lastSeal: { day: '2026-11-23', hash: seals(entries)[2]?.hash },
      },
    });
    expect(verdict([...auditExportLines(subject, [], [])].map((line) => line.trimEnd()))).toBe('INTACT');
  });

  it.each<[string, string[], string]>([
    ['an empty file', [], 'vuoto'],
    ['no head', lines.slice(1), 'intestazione'],
    ['two heads', [...lines, lines[0] ?? ''], 'seconda intestazione'],
    ['a changed summary', edited(3, (line) => line.replace('la voce 3', 'la voce 9')), 'Voce 3 del registro: il suo contenuto'],
    ['a removed entry', lines.filter((_, at) => at !== 2), 'Voce 2 del registro: manca'],
    ['a history cut short', lines.filter((_, at) => at !== 5), '4 voci invece delle 5'],
    [
      'a key written twice',
      edited(2, (line) => line.replace('{"entry":{', '{"entry":{"action":"altro",')),
      'Riga 3: il testo è stato riscritto',
    ],
    ['a key too many', edited(2, (line) => line.replace('{"entry":{', '{"entry":{"aaa":1,')), 'Riga 3: non ha la forma'],
    ['a line cut', edited(4, (line) => line.slice(0, -3)), 'Riga 5: il testo non è JSON'],
    ['an entry after the seals', [...lines, lines[5] ?? ''], 'una voce dopo i sigilli'],
    ['a changed seal', edited(6, (line) => line.replace('"chains":2', '"chains":3')), 'Sigillo del 2026-11-21: è stato alterato'],
    ['a seal removed', lines.filter((_, at) => at !== 7), 'Sigillo del 2026-11-23: non è legato'],
    ['a proof changed', edited(8, (line) => line.replace(/"proof":\["./, '"proof":["')), 'Riga 9: non ha la forma'],
    ['another place in the tree', edited(8, (line) => line.replace('"index":0', '"index":1')), 'la prova non porta alla radice'],
  ])('names %s', (_, changed, fault) => {
    expect(verdict(changed)).toContain(fault);
  });

  it('names an entry rewritten together with all that follow, which the chain alone would not show', () => {
    const forged: ChainedSubjectEntry[] = [];
    for (const entry of entries) {
      const previousHash = forged.at(-1)?.hash ?? genesisHash;
      const changed = { ...entry, summary: entry.sequence === 2 ? 'Niente' : entry.summary };
      forged.push({ ...changed, previousHash, hash: digests.text(subjectChainInput(previousHash, changed)) });
    }
    const text = [...auditExportLines(subject, forged, [])].map((line) => line.trimEnd());
    expect(verdict(text)).toBe('INTACT');
    expect(verdict([...text, ...lines.slice(6)])).toContain('Voce 2 del registro: non è quella sigillata il 2026-11-21');
  });
});
