import { Injectable, type OnModuleInit } from '@nestjs/common';
import { systemAsActor } from '@gare/domain/access/actor';
import { tenderKind } from '@gare/domain/kinds/kind-access';
import { legalDocuments, reviewGateFacts, technicalDocuments, type ReviewGateFacts } from '@gare/domain/review/review-gate';
import { DossierAccessReader, GateFactSources, type DossierEntity } from '@gare/dossiers';
import { type Reader } from '@gare/platform/database';
import { blockedCodes, isTechnicallyApproved, ReviewsReader, standingOf } from './reviews.reader.js';

const nothing: ReviewGateFacts = {
  ...{ requested: false, approved: false, reopened: false, openBlocks: 0, uncovered: 0, technical: false },
  ...{ frozenMatch: false, decisionMatch: false },
};

/** Lets gates ask for the review (`review.approved`, `review.reopened`, `review.openBlocks`, `review.frozenMatch` …). */
@Injectable()
export class ReviewsGateFacts implements OnModuleInit {
  constructor(
    private readonly sources: GateFactSources,
    private readonly reviews: ReviewsReader,
    private readonly access: DossierAccessReader,
  ) {}

  onModuleInit(): void {
    this.sources.register('reviews', async (reader, dossier) =>
      dossier.kindCode === tenderKind ? { facts: { review: await this.of(reader, dossier) } } : {},
    );
  }

  private async of(reader: Reader, dossier: DossierEntity): Promise<ReviewGateFacts> {
    if (!(await this.reviews.isBegun(reader, dossier.id))) return nothing;
    const [rows, { kind, access }] = await Promise.all([
      this.reviews.of(reader, dossier.id),
      this.access.before(reader, systemAsActor(dossier.suaId, 'varchi'), dossier),
    ]);
    const codes = [...rows.inForce.keys()];
    const decision = rows.freeze === null ? null : await this.reviews.decision(reader, dossier.id);
    return reviewGateFacts({
      reviews: rows.requests.map((request) => ({ state: standingOf(rows, request).state, documents: request.documents })),
      openBlocks: blockedCodes(rows).length,
      legal: legalDocuments(kind, access.matrice, codes),
      technical: technicalDocuments(kind, access.matrice, codes).map((code) => ({ code, approved: isTechnicallyApproved(rows, code) })),
      frozen: rows.freeze?.documents ?? null,
      inForce: new Map([...rows.inForce].map(([code, { fingerprint }]) => [code, fingerprint])),
      decision: decision?.text ?? null,
    });
  }
}
