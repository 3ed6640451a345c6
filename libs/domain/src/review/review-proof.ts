import { canonicalJson } from '../audit/canonical-json.js';
import { findChainFault, type ChainedEntry } from '../audit/chain.js';

/** A version as an act names it. */
interface NamedVersion {
  readonly code: string;
  readonly version: number;
  /** SHA-256 of the file, lower-case hex. */
  readonly sha256: string;
}

/** An act of a review as its rows tell it. */
export interface ActOfReview {
  /** Of its rows: an approval has one for each document, and the register names the first. */
  readonly ids: readonly string[];
  readonly what: 'PARERE' | 'APPROVAZIONE';
  readonly personId: string;
  readonly role: string;
  readonly versions: readonly NamedVersion[];
  /** What an opinion says: outcome, reason, text, quoted paragraphs; null of an approval. */
  readonly content: unknown;
}

/** What is wrong with an act: in no entry of the register, otherwise there, or with a file that is no longer the one it names. */
export const actFaults = ['NON_REGISTRATO', 'DIVERSO_DAL_REGISTRO', 'VERSIONE_NON_REGISTRATA', 'FILE_DIVERSO'] as const;
export type ActFault = (typeof actFaults)[number];

export interface ProvenAct {
  readonly ids: readonly string[];
  /** Number and hash of its entry in the register; null where there is none. */
  readonly entry: { readonly sequence: number; readonly hash: string } | null;
  readonly faults: readonly ActFault[];
}

export interface ReviewProof {
  /** Entries of the register of the dossier; `fault` names the first that does not follow from the one before. */
  readonly chain: { readonly entries: number; readonly fault: number | null };
  readonly acts: readonly ProvenAct[];
}

const actions = { PARERE: 'review.opinion', APPROVAZIONE: 'review.approved' } as const;

/**
 * Do acts of a review say what the register of the dossier says, and are the files still those they name? The register alone tells who
 * approved which hash, when and in which role, and which formation or file that hash came from.
 * @param chain the whole register, the first entry first
 * @param files SHA-256 of each file as it lies in the store now, by the hash the act names; null where it cannot be read
 */
export function proveActs(
  acts: readonly ActOfReview[],
  { chain, files, sha256 }: { chain: readonly ChainedEntry[]; files: ReadonlyMap<string, string | null>; sha256: (text: string) => string },
): ReviewProof {
  const proven = acts.map((act): ProvenAct => {
    const entry = chain.find((one) => isOf(act, one));
    if (entry === undefined) return { ids: act.ids, entry: null, faults: ['NON_REGISTRATO'] };
    const faults: ActFault[] = [];
    if (!saysTheSame(act, entry)) faults.push('DIVERSO_DAL_REGISTRO');
    if (!act.versions.every((version) => chain.some((one) => one.sequence < entry.sequence && bringsIn(one, version))))
      faults.push('VERSIONE_NON_REGISTRATA');
    if (!act.versions.every(({ sha256: named }) => files.get(named) === named)) faults.push('FILE_DIVERSO');
    return { ids: act.ids, entry: { sequence: entry.sequence, hash: entry.hash }, faults };
  });
  return { chain: { entries: chain.length, fault: findChainFault(chain, sha256)?.sequence ?? null }, acts: proven };
}

const detailsOf = ({ details }: ChainedEntry): Record<string, unknown> =>
  typeof details === 'object' && details !== null ? (details as Record<string, unknown>) : {};

function isOf({ ids, what }: ActOfReview, entry: ChainedEntry): boolean {
  const details = detailsOf(entry);
  const id = what === 'PARERE' ? details['opinionId'] : details['actId'];
  return entry.action === actions[what] && ids.some((one) => one === id);
}

function saysTheSame({ what, personId, role, versions, content }: ActOfReview, entry: ChainedEntry): boolean {
  if (entry.personId !== personId || entry.role !== role) return false;
  const details = detailsOf(entry);
  if (what === 'PARERE') return canonicalJson(details['after']) === canonicalJson(content);
  const named = (Array.isArray(details['versions']) ? details['versions'] : []) as NamedVersion[];
  return canonicalJson(inOrder(named)) === canonicalJson(inOrder(versions));
}

const inOrder = (versions: readonly NamedVersion[]): NamedVersion[] =>
  versions.map(({ code, version, sha256 }) => ({ code, version, sha256 })).sort((a, b) => a.code.localeCompare(b.code, 'it'));

/** Is it the entry with which the version came in force? */
function bringsIn(entry: ChainedEntry, { code, version, sha256 }: NamedVersion): boolean {
  if (entry.action !== 'document.formed' && entry.action !== 'document.uploaded') return false;
  const details = detailsOf(entry);
  return details['code'] === code && details['version'] === version && details['sha256'] === sha256;
}
