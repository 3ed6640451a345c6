import { canonicalJson } from './canonical-json.js';
import { genesisHash, type AuditEntry, type ChainFault } from './chain.js';

/** What a chain is about: a dossier, or a convenzione, body or whole SUA (people, roles, sessions). */
export type AuditSubject = { readonly kind: 'DOSSIER' | 'CONVENZIONE' | 'ENTE' | 'SUA'; readonly id: string };

/** One act on a subject, as it enters the chain of that subject. */
export type SubjectEntry = Omit<AuditEntry, 'dossierId'> & { readonly subject: AuditSubject };
export type ChainedSubjectEntry = SubjectEntry & { readonly previousHash: string; readonly hash: string };

const text = (value: string | null): string => (value === null ? 'null' : JSON.stringify(value));

/**
 * The text of an entry around its sequence, which whoever appends knows only when it is its turn. Keys stand in the order
 * canonical JSON gives them, so that nothing is sorted for the entry itself; only `details` goes through canonical JSON. For a
 * dossier the whole is, byte for byte, the text of `chainInput`: chains exported before still verify. For any other subject
 * `subject` stands where the keys are sorted.
 */
export function subjectChainParts(entry: Omit<SubjectEntry, 'sequence'>): { readonly head: string; readonly tail: string } {
  const { subject, at, action, summary, personId, person, role, enteId, ente, requestId, details } = entry;
  const isDossier = subject.kind === 'DOSSIER';
  const what = `{"action":${text(action)},"at":${text(at)}${details === undefined ? '' : `,"details":${canonicalJson(details)}`}`;
  const about = isDossier ? `,"dossierId":${text(subject.id)}` : '';
  const who = `,"ente":${text(ente)},"enteId":${text(enteId)},"person":${text(person)},"personId":${text(personId)}`;
  const how = `,"requestId":${text(requestId)},"role":${text(role)},"sequence":`;
  const subjectPart = isDossier ? '' : `,"subject":{"id":${text(subject.id)},"kind":${text(subject.kind)}}`;
  return { head: `${what}${about}${who}${how}`, tail: `${subjectPart},"summary":${text(summary)}}` };
}

/** The text whose SHA-256 (hex) is the hash of an entry: the link before it, and the parts above around the sequence. */
export function subjectChainInput(previousHash: string, entry: SubjectEntry): string {
  const { subject, sequence, at, action, summary, personId, person, role, enteId, ente, requestId, details } = entry;
  const who = { ente, enteId, person, personId, requestId, role, sequence };
  // Keys in the order of canonical JSON, so that nothing needs to be sorted.
  const whole =
    subject.kind === 'DOSSIER'
      ? { action, at, details, dossierId: subject.id, ...who, summary }
      : { action, at, details, ...who, subject: { id: subject.id, kind: subject.kind }, summary };
  return `${previousHash}\n${canonicalJson(whole)}`;
}

/** Why a chain does not hold: as `ChainFault`, or an entry of another subject put into it. */
export type SubjectChainFault = ChainFault | { readonly sequence: number; readonly fault: 'OTHER_SUBJECT' };

/**
 * First fault of the chain of one subject, read from its start or after a point already verified, or null.
 * @param sha256 hex digest of a UTF-8 text; injected because the domain has no crypto of its own.
 */
export function findSubjectChainFault(
  entries: Iterable<ChainedSubjectEntry>,
  sha256: (text: string) => string,
  from: { readonly subject: AuditSubject; readonly sequence?: number; readonly hash?: string },
): SubjectChainFault | null {
  let previous = from.hash ?? genesisHash;
  let expected = (from.sequence ?? 0) + 1;
  for (const entry of entries) {
    const { subject, sequence } = entry;
    if (subject.kind !== from.subject.kind || subject.id !== from.subject.id) return { sequence, fault: 'OTHER_SUBJECT' };
    if (sequence !== expected) return { sequence: expected, fault: 'GAP' };
    if (entry.previousHash !== previous) return { sequence, fault: 'BROKEN_LINK' };
    if (sha256(subjectChainInput(previous, entry)) !== entry.hash) return { sequence, fault: 'WRONG_HASH' };
    previous = entry.hash;
    expected += 1;
  }
  return null;
}
