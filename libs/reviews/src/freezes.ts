import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { systemAsActor, type Actor } from '@gare/domain/access/actor';
import { fixedPhases } from '@gare/domain/access/dossier-phase';
import { standingOf } from '@gare/domain/kinds/kind-access';
import { referenceDate } from '@gare/domain/scheda/derive';
import { legalDocuments, technicalDocuments } from '@gare/domain/review/review-gate';
import { reviewStanding } from '@gare/domain/review/review-state';
import { DocumentEntity, DocumentVersionEntity } from '@gare/documents';
import { DossierAccessReader, KindLibrary, type DossierEntity } from '@gare/dossiers';
import { ParameterRegister } from '@gare/law';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { type Reader, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { SchedaReader } from '@gare/scheda';
import { ReviewFreezeEntity, type FrozenVersion } from './review-freeze.entity.js';
import { factsOf, isAhead, isTechnicallyApproved, liveRequests, type ReviewRows, type VersionInForce } from './reviews.reader.js';
import { VersionTexts } from './version-texts.js';

/** What was approved stays as it was approved while the decision is taken and after it. */
@Injectable()
export class Freezes {
  constructor(
    private readonly kinds: KindLibrary,
    private readonly access: DossierAccessReader,
    private readonly texts: VersionTexts,
    private readonly audit: Audit,
    private readonly law: ParameterRegister,
    private readonly sheets: SchedaReader,
    private readonly clock: Clock,
  ) {}

  /**
   * Keeps the approved versions in force, and those that a review had to cover where the step was taken with a motivation instead: the
   * decision is taken on exactly these.
   */
  async keep(tx: Tx, actor: Actor, dossier: DossierEntity, rows: ReviewRows): Promise<void> {
    const { id: dossierId, suaId, enteId } = dossier;
    const { kind, access } = await this.access.before(tx, systemAsActor(suaId, 'varchi'), dossier);
    const codes = [...rows.inForce.keys()];
    const technical = technicalDocuments(kind, access.matrice, codes);
    const covered = new Set([...legalDocuments(kind, access.matrice, codes), ...technical]);
    const documents = [...rows.inForce.values()]
      .map((version) => frozenVersion(rows, version, technical.includes(version.code)))
      .filter(({ code, unapproved }) => unapproved !== true || covered.has(code));
    const [id, at] = [randomUUID(), this.clock.now()];
    const { values } = await this.sheets.read(tx, dossierId);
    const law = { lawRevision: await this.law.revision(tx, suaId), lawAsOf: referenceDate(values, at.toISOString()).data };
    await tx.insert(ReviewFreezeEntity, { id, suaId, enteId, dossierId, documents, ...law, frozenBy: actor.person, at });
    await this.audit.record(tx, actor, {
      ...{ dossierId, suaId, enteId, action: 'review.frozen', role: 'SISTEMA' },
      summary: `Fissate le impronte degli atti su cui si decide: ${documents.map(({ code }) => code).join(', ') || 'nessun atto'}`,
      details: { freezeId: id, documents, ...law },
    });
  }

  /**
   * An act that was decided on is not replaced by another text: no file with other words, no formation from another model, without the
   * hand edits that were approved, or from a draft that had gone on. What the template prints anew (the CIG, the days) still comes in.
   * @throws AppError review.frozen
   */
  async refuseChanged(reader: Reader, dossier: DossierEntity, { code, rows }: { code: string; rows: ReviewRows }): Promise<void> {
    const frozen = rows.freeze?.documents.find((document) => document.code === code);
    const current = rows.inForce.get(code);
    const standing = standingOf(this.kinds.require(dossier.kindCode, dossier.kindVersion), dossier);
    if (frozen === undefined || current === undefined || !fixedPhases.includes(standing.fase)) return;
    if (!(await this.isOtherText(reader, dossier.id, { frozen, now: current.version }))) return;
    throw new AppError('review.frozen', { details: { code, frozen: frozen.sha256 } });
  }

  private async isOtherText(reader: Reader, dossierId: string, { frozen, now }: { frozen: FrozenVersion; now: number }): Promise<boolean> {
    const document = await reader.findOneByOrFail(DocumentEntity, { dossierId, code: frozen.code });
    const [before, after] = await Promise.all(
      [frozen.version, now].map((version) => reader.findOneByOrFail(DocumentVersionEntity, { documentId: document.id, version })),
    );
    if (before === undefined || after === undefined) return false;
    if (after.origin === 'GENERATED') return isFormedOtherwise(before, after, frozen);
    const texts = await this.texts.of(reader, document, [frozen.version, now]);
    const [then, brought] = [texts.get(frozen.version), texts.get(now)];
    return then?.fingerprint !== brought?.fingerprint && (then?.read == null || then.read.text !== brought?.read?.text);
  }
}

/** Approved by all whom its reviews were asked of and, where it belongs to the technical part, by the comune: by somebody of the two. */
function frozenVersion(rows: ReviewRows, { code, version, sha256, fingerprint }: VersionInForce, isTechnical: boolean): FrozenVersion {
  const ahead = isAhead(rows, code);
  const reviews = liveRequests(rows).filter(({ documents }) => documents.includes(code));
  const reviewed = reviews.every((request) =>
    reviewStanding(factsOf(rows, request)).reviewers.every(({ state, missing }) => state !== 'CONTRARIO' && !missing.includes(code)),
  );
  const approved = reviewed && (!isTechnical || isTechnicallyApproved(rows, code)) && (isTechnical || reviews.length > 0);
  return { code, version, sha256, fingerprint, ...(approved ? {} : { unapproved: true }), ...(ahead ? { draftLeft: true } : {}) };
}

/** Was a document formed anew from something else than values that came in since? */
function isFormedOtherwise(before: DocumentVersionEntity, after: DocumentVersionEntity, { draftLeft }: FrozenVersion): boolean {
  if (after.draftId !== null && draftLeft === true) return true;
  if (before.origin === 'GENERATED' && before.templateSha256 !== after.templateSha256) return true;
  const isByHand = ({ baseDocxKey, basedOn, draftId }: DocumentVersionEntity): boolean =>
    draftId === null && (baseDocxKey !== null || basedOn !== null);
  // A file that has nothing to do with the model, or words written by hand: a formation without them would take them away.
  if (before.origin === 'UPLOADED' && before.baseDocxKey === null) return true;
  return isByHand(before) && !isByHand(after);
}
