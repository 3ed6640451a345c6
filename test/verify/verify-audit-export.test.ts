import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditExportLines } from '@gare/domain/audit/audit-export';
import { genesisHash } from '@gare/domain/audit/chain';
import { subjectChainInput, type AuditSubject, type ChainedSubjectEntry } from '@gare/domain/audit/chain-text';
import { sealHash, sealWithProofs } from '@gare/domain/audit/day-seal';
import { runVerify } from '../../apps/cli/src/verify/run-verify.js';

const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest());
const subject: AuditSubject = { kind: 'DOSSIER', id: '5d5c6a0e-2f9a-4c58-9d32-0a1c5b7d9e01' };

const entries: ChainedSubjectEntry[] = [];
for (let sequence = 1; sequence <= 3; sequence += 1) {
  const previousHash = entries.at(-1)?.hash ?? genesisHash;
  const entry = {
    subject,
    sequence,
    at: '2026-11-20T08:00:00.000Z',
    action: 'document.read',
    summary: `Letto il documento n. ${sequence}, perché serviva`,
    personId: 'p1',
    person: 'Lucia Bianchi',
    role: null,
    enteId: 'e1',
    ente: 'Comune di Montone',
    requestId: 'r1',
    details: {},
  };
  entries.push({ ...entry, previousHash, hash: createHash('sha256').update(subjectChainInput(previousHash, entry)).digest('hex') });
}
const [, second] = entries;
const { seal, heads } = sealWithProofs(
  { suaId: 'pg', day: '2026-11-20', previousSeal: null },
  [{ subject, sequence: 2, hash: second?.hash ?? '' }],
  sha256,
);
const [head] = heads;
const covers = { sequence: 2, hash: second?.hash ?? '', index: 0, proof: head?.proof ?? [] };
const text = [...auditExportLines(subject, entries, [{ seal, hash: sealHash(seal, sha256), covers }])].join('');

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'verify-audit-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function verified(content: string | Buffer, ...more: string[]): Promise<{ code: number; said: string }> {
  const path = join(directory, 'registro.jsonl');
  await writeFile(path, content);
  const said: string[] = [];
  const say = (line: string): void => void said.push(line);
  return { code: await runVerify([path, ...more], { out: say, error: say }), said: said.join('\n') };
}

describe('npm run verify on an exported history', () => {
  it('passes an intact one, and says what is not sealed yet and which seal to compare', async () => {
    const { code, said } = await verified(text);
    expect(code).toBe(0);
    expect(said).toContain('3 voci: 2 coperte da un sigillo, 1 non ancora');
    expect(said).toContain(sealHash(seal, sha256));
  });

  it('compares the last seal with the one kept outside', async () => {
    expect((await verified(text, '--sha256', sealHash(seal, sha256))).code).toBe(0);
    const { code, said } = await verified(text, '--sha256', 'a'.repeat(64));
    expect([code, said]).toEqual([1, expect.stringContaining('ultimo sigillo')]);
  });

  it.each<[string, () => string | Buffer, string]>([
    ['a changed entry', () => text.replace('documento n. 2', 'documento n. 7'), 'Voce 2 del registro'],
    ['a cut end', () => text.slice(0, -1), 'Riga 5: il testo non è JSON'],
    ['a line feed too many', () => `${text}\n`, 'Riga 6: il testo non è JSON'],
    [
      'bytes that are no text',
      () => Buffer.from(text.replace('perché', 'perch_'), 'utf8').map((byte) => (byte === 0x5f ? 0xff : byte)) as Buffer,
      'Voce 1 del registro',
    ],
    ['a forged seal', () => text.replace(seal.root, 'a'.repeat(64)), 'Sigillo del 2026-11-20: è stato alterato'],
  ])('names %s and exits with 1', async (_, change, fault) => {
    const { code, said } = await verified(change());
    expect([code, said]).toEqual([1, expect.stringContaining(fault)]);
  });

  it('says that a file cannot be opened', async () => {
    const said: string[] = [];
    const code = await runVerify([join(directory, 'none.jsonl')], { out: () => undefined, error: (line) => void said.push(line) });
    expect([code, said.join()]).toEqual([1, expect.stringContaining('NON CONTROLLATO')]);
  });
});
