import { z } from 'zod';
import { canonicalJson } from './canonical-json.js';
import { genesisHash } from './chain.js';
import { findSubjectChainFault, type AuditSubject, type ChainedSubjectEntry, type SubjectChainFault } from './chain-text.js';
import { sealHash, sealLeaf, type DaySeal } from './day-seal.js';
import { verifyInclusion, type Sha256 } from './merkle.js';

/**
 * The history of one subject as a file of JSON lines, each the canonical JSON of its value: first the head, then every entry in
 * order, then the seals from the first that covers an entry to the newest, one for each day. Whoever holds it needs nothing else
 * to find out whether it has been changed.
 */
export const auditExportFormat = 'gare-insieme-registro-1';

/** What a seal proves of the chain: that its entry with this sequence and hash was there when the day was sealed. */
export interface SealedHead {
  readonly sequence: number;
  readonly hash: string;
  /** Place in the tree of the day, and the way to its root in hex. */
  readonly index: number;
  readonly proof: readonly string[];
}

export interface ExportedSeal {
  readonly seal: DaySeal;
  readonly hash: string;
  /** Null for a day on which nothing happened in this chain. */
  readonly covers: SealedHead | null;
}

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const subject = z.strictObject({ kind: z.enum(['DOSSIER', 'CONVENZIONE', 'ENTE', 'SUA']), id: z.string() });
const count = z.int().nonnegative();

const headLine = z.strictObject({ type: z.literal('head'), format: z.literal(auditExportFormat), subject, entries: count });
const entryLine = z.strictObject({
  type: z.literal('entry'),
  entry: z.strictObject({
    sequence: count,
    at: z.string(),
    action: z.string(),
    summary: z.string(),
    personId: z.string(),
    person: z.string(),
    role: z.string().nullable(),
    enteId: z.string(),
    ente: z.string(),
    requestId: z.string().nullable(),
    // Any JSON: it is read from JSON, and its hash tells whether it has changed.
    details: z.unknown(),
    previousHash: hash,
    hash,
  }),
});
const sealLine = z.strictObject({
  type: z.literal('seal'),
  seal: z.strictObject({
    format: z.literal('gare-insieme-sigillo-1'),
    suaId: z.string(),
    day: z.iso.date(),
    chains: count,
    root: hash,
    previousSeal: hash,
  }),
  hash,
  covers: z.strictObject({ sequence: count, hash, index: count, proof: z.array(hash).max(64) }).nullable(),
});
const line = z.discriminatedUnion('type', [headLine, entryLine, sealLine]);

/** The lines of an export, each with its line feed. */
export function* auditExportLines(
  about: AuditSubject,
  entries: readonly ChainedSubjectEntry[],
  seals: readonly ExportedSeal[],
): Generator<string> {
  yield `${canonicalJson({ type: 'head', format: auditExportFormat, subject: about, entries: entries.length })}\n`;
  // The head says once what the whole file is about.
  for (const entry of entries) yield `${canonicalJson({ type: 'entry', entry: { ...entry, subject: undefined } })}\n`;
  for (const seal of seals) yield `${canonicalJson({ type: 'seal', ...seal })}\n`;
}

export interface AuditExportSummary {
  readonly subject: AuditSubject;
  readonly entries: number;
  /** Hash of the last entry; 64 zeros where there is none. */
  readonly head: string;
  /** Entries that a seal covers, counted from the first. */
  readonly sealed: number;
  readonly seals: number;
  /** To be compared with the copy kept in write-once storage. */
  readonly lastSeal: { readonly day: string; readonly hash: string } | null;
}

export type AuditExportVerification =
  { readonly ok: true; readonly summary: AuditExportSummary } | { readonly ok: false; readonly fault: string };

export interface Digests {
  /** Hex of the SHA-256 of a UTF-8 text. */
  readonly text: (text: string) => string;
  readonly bytes: Sha256;
}

class Fault extends Error {
  override readonly name = 'Fault';
}

const chainFaults: Record<SubjectChainFault['fault'], string> = {
  GAP: 'manca una voce',
  BROKEN_LINK: 'non è legata alla voce precedente',
  WRONG_HASH: 'il suo contenuto non corrisponde all’impronta',
  OTHER_SUBJECT: 'riguarda un altro fascicolo',
};

const fromHex = (text: string): Uint8Array =>
  Uint8Array.from({ length: text.length / 2 }, (_, at) => parseInt(text.slice(2 * at, 2 * at + 2), 16));

/** Checks the chain, the proofs and the seals of an export, and answers with the first fault in Italian. Reads line by line. */
export function verifyAuditExport(lines: Iterable<string>, digests: Digests): AuditExportVerification {
  const verifier = new ExportVerifier(digests);
  try {
    let number = 0;
    for (const text of lines) verifier.take(text, (number += 1));
    return { ok: true, summary: verifier.end() };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, fault: error.message };
    throw error;
  }
}

class ExportVerifier {
  private head: z.output<typeof headLine> | null = null;
  /** Hash of each entry, the first at 0. */
  private readonly hashes: string[] = [];
  private seals = 0;
  private sealed = 0;
  private last: ExportedSeal | null = null;

  constructor(private readonly digests: Digests) {}

  take(text: string, number: number): void {
    const value = this.parse(text, number);
    if (this.head === null) {
      if (value.type !== 'head') throw new Fault('La prima riga non è l’intestazione di un registro esportato.');
      this.head = value;
    } else if (value.type === 'head') {
      throw new Fault(`Riga ${number}: una seconda intestazione; il file è stato composto da più registri.`);
    } else if (value.type === 'entry') {
      if (this.seals > 0) throw new Fault(`Riga ${number}: una voce dopo i sigilli; il file è stato riordinato.`);
      this.entry({ ...value.entry, subject: this.head.subject });
    } else this.seal(value, this.head.subject);
  }

  private parse(text: string, number: number): z.output<typeof line> {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw new Fault(`Riga ${number}: il testo non è JSON; la riga è stata alterata o troncata.`);
    }
    const parsed = line.safeParse(value);
    if (!parsed.success) throw new Fault(`Riga ${number}: non ha la forma di una riga del registro; è stata alterata.`);
    // A key written twice, or one more space, would be read otherwise by a person than by this check.
    if (canonicalJson(value) !== text) throw new Fault(`Riga ${number}: il testo è stato riscritto.`);
    return parsed.data;
  }

  private entry(entry: ChainedSubjectEntry): void {
    const from = { subject: entry.subject, sequence: this.hashes.length, hash: this.hashes.at(-1) ?? genesisHash };
    const fault = findSubjectChainFault([entry], this.digests.text, from);
    if (fault) throw new Fault(`Voce ${fault.sequence} del registro: ${chainFaults[fault.fault]}.`);
    this.hashes.push(entry.hash);
  }

  private seal(exported: ExportedSeal, about: AuditSubject): void {
    const { seal, hash: own, covers } = exported;
    if (this.hashes.length !== this.head?.entries) this.endOfEntries();
    if (sealHash(seal, this.digests.bytes) !== own)
      throw new Fault(`Sigillo del ${seal.day}: è stato alterato, la sua impronta non corrisponde.`);
    if (this.last !== null) {
      if (seal.previousSeal !== this.last.hash || seal.suaId !== this.last.seal.suaId || seal.day <= this.last.seal.day)
        throw new Fault(`Sigillo del ${seal.day}: non è legato al sigillo precedente, del ${this.last.seal.day}.`);
    }
    if (covers !== null) this.covered(seal, covers, about);
    this.last = exported;
    this.seals += 1;
  }

  private covered(seal: DaySeal, covers: SealedHead, about: AuditSubject): void {
    const place = { index: covers.index, size: seal.chains, root: fromHex(seal.root) };
    const leaf = sealLeaf({ subject: about, sequence: covers.sequence, hash: covers.hash });
    if (!verifyInclusion(leaf, place, covers.proof.map(fromHex), this.digests.bytes))
      throw new Fault(`Sigillo del ${seal.day}: la prova non porta alla radice; la voce ${covers.sequence} non è quella sigillata.`);
    if (this.hashes[covers.sequence - 1] !== covers.hash)
      throw new Fault(
        `Voce ${covers.sequence} del registro: non è quella sigillata il ${seal.day}; il registro è stato riscritto o accorciato.`,
      );
    if (covers.sequence <= this.sealed) throw new Fault(`Sigillo del ${seal.day}: torna indietro alla voce ${covers.sequence}.`);
    this.sealed = covers.sequence;
  }

  private endOfEntries(): void {
    throw new Fault(
      `Il registro ha ${this.hashes.length} voci invece delle ${this.head?.entries ?? 0} dichiarate: è stato accorciato o allungato.`,
    );
  }

  end(): AuditExportSummary {
    if (this.head === null) throw new Fault('Il file è vuoto.');
    if (this.hashes.length !== this.head.entries) this.endOfEntries();
    return {
      subject: this.head.subject,
      entries: this.hashes.length,
      head: this.hashes.at(-1) ?? genesisHash,
      sealed: this.sealed,
      seals: this.seals,
      lastSeal: this.last === null ? null : { day: this.last.seal.day, hash: this.last.hash },
    };
  }
}
