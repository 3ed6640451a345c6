import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { type ReviewProofView } from '@gare/contracts/reviews';
import { type Actor } from '@gare/domain/access/actor';
import { type ChainedEntry } from '@gare/domain/audit/chain';
import { proveActs, type ActOfReview } from '@gare/domain/review/review-proof';
import { Audit, AuditSealedHeadEntity, sha256Hex } from '@gare/platform/audit';
import { type Tx, withEyes } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { ObjectStorage } from '@gare/platform/storage';
import { type ReviewApprovalEntity } from './review-approval.entity.js';
import { type ReviewOpinionEntity } from './review-opinion.entity.js';
import { ReviewTransactions } from './review-transactions.js';
import { ReviewsReader, type ReviewRows } from './reviews.reader.js';
import { inSight } from './reviews.view.js';

type OnReview = { readonly dossierId: string; readonly reviewId: string };
type Told = ActOfReview & Pick<ReviewProofView['acts'][number], 'by' | 'at'>;

/** What a proof is made of, read in one transaction. */
interface Evidence {
  readonly acts: readonly Told[];
  readonly chain: readonly ChainedEntry[];
  readonly sealed: ReviewProofView['sealed'];
  /** Where the file of each version that is named lies, by its hash. */
  readonly places: ReadonlyMap<string, string>;
}

/** Proves acts of a review against the register and the files, for whoever sees the review. */
@Injectable()
export class ReviewProofsService {
  constructor(
    private readonly transactions: ReviewTransactions,
    private readonly reviews: ReviewsReader,
    private readonly audit: Audit,
    private readonly storage: ObjectStorage,
  ) {}

  /** Files are read outside of the transaction. @throws AppError review.not_found, dossier.not_found, access.denied */
  async of(actor: Actor, place: OnReview): Promise<ReviewProofView> {
    const { acts, chain, sealed, places } = await this.evidence(actor, place);
    const files = new Map<string, string | null>();
    for (const [named, key] of places) files.set(named, await this.hashOf(key));
    const proof = proveActs(acts, { chain, files, sha256: sha256Hex });
    return {
      ...{ chain: proof.chain, sealed },
      acts: acts.map(({ ids, what, by, role, at, versions }, index) => ({
        ...{ ids: [...ids], what, by, role, at, versions: [...versions] },
        ...{ entry: proof.acts[index]?.entry ?? null, faults: [...(proof.acts[index]?.faults ?? [])] },
      })),
    };
  }

  /** The register is read with the eyes of the Province: an outside lawyer is told of their own review alone. */
  private evidence(actor: Actor, { dossierId, reviewId }: OnReview): Promise<Evidence> {
    return this.transactions.read(actor, dossierId, async (tx, one) => {
      const rows = await this.reviews.of(tx, dossierId);
      if (!inSight(one, rows.requests).some(({ id }) => id === reviewId)) throw new AppError('review.not_found');
      const acts = actsOf(rows, reviewId);
      return withEyes(tx, { scope: 'sua', suaId: one.dossier.suaId }, async () => {
        const where = { subjectId: dossierId, subjectKind: 'DOSSIER' } as const;
        const head = await tx.findOne(AuditSealedHeadEntity, { where, order: { day: 'DESC' } });
        return {
          ...{ acts, chain: await this.audit.chain(tx, dossierId), places: await placesOf(tx, dossierId, acts) },
          sealed: head === null ? null : { day: head.day, sequence: head.sequence },
        };
      });
    });
  }

  /** Null where the store does not give it. */
  private async hashOf(key: string): Promise<string | null> {
    if (!(await this.storage.exists(key))) return null;
    const hash = createHash('sha256');
    await pipeline(await this.storage.get(key), hash);
    return hash.digest('hex');
  }
}

const placesSql = `select distinct v.sha256, v.storage_key as key from document_versions v where v.dossier_id = $1 and v.sha256 = any ($2)`;

async function placesOf(tx: Tx, dossierId: string, acts: readonly Told[]): Promise<ReadonlyMap<string, string>> {
  const named = [...new Set(acts.flatMap(({ versions }) => versions.map(({ sha256 }) => sha256)))];
  const rows = await tx.query<{ sha256: string; key: string }[]>(placesSql, [dossierId, named]);
  return new Map(rows.map(({ sha256, key }) => [sha256, key]));
}

function actsOf({ opinions, approvals }: ReviewRows, reviewId: string): Told[] {
  const given = opinions.filter(({ requestId }) => requestId === reviewId).map(opinionAct);
  const acts = new Map<string, ReviewApprovalEntity[]>();
  for (const row of approvals.filter(({ requestId }) => requestId === reviewId)) {
    const key = `${row.personId} ${row.at.getTime()}`;
    acts.set(key, [...(acts.get(key) ?? []), row]);
  }
  return [...given, ...[...acts.values()].flatMap(approvalAct)].sort((a, b) => a.at.localeCompare(b.at));
}

function opinionAct({ id, personId, person: by, role, at, documents, quotes, outcome, reason, body: text }: ReviewOpinionEntity): Told {
  const content = { outcome, reason, text, documents, quotes };
  return { ids: [id], what: 'PARERE', personId, by, role, at: at.toISOString(), versions: documents, content };
}

/** One act names several documents: its rows share person and instant. */
function approvalAct(rows: readonly ReviewApprovalEntity[]): Told[] {
  return rows.slice(0, 1).map(({ personId, person: by, role, at }) => ({
    ...{ ids: rows.map(({ id }) => id), what: 'APPROVAZIONE', personId, by, role, at: at.toISOString(), content: null },
    versions: rows.map(({ documentCode: code, version, sha256 }) => ({ code, version, sha256 })),
  }));
}
