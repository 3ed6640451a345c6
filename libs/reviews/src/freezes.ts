import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { fixedPhases } from '@gare/domain/access/dossier-phase';
import { standingOf } from '@gare/domain/kinds/kind-access';
import { KindLibrary, type DossierEntity } from '@gare/dossiers';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { type Reader, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { ReviewFreezeEntity } from './review-freeze.entity.js';
import { type ReviewRows } from './reviews.reader.js';
import { VersionTexts } from './version-texts.js';
import { DocumentEntity, DocumentVersionEntity } from '@gare/documents';

/** What was approved stays as it was approved while the decision is taken and after it. */
@Injectable()
export class Freezes {
  constructor(
    private readonly kinds: KindLibrary,
    private readonly texts: VersionTexts,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Keeps the approved versions in force; a dossier that passed with a motivation and without approvals has none. */
  async keep(tx: Tx, actor: Actor, { id: dossierId, suaId, enteId }: DossierEntity, rows: ReviewRows): Promise<void> {
    const documents = [...rows.inForce.values()]
      .filter(({ code, fingerprint }) => rows.approvals.some((act) => act.documentCode === code && act.fingerprint === fingerprint))
      .map(({ code, version, sha256, fingerprint }) => ({ code, version, sha256, fingerprint }));
    const id = randomUUID();
    await tx.insert(ReviewFreezeEntity, { id, suaId, enteId, dossierId, documents, frozenBy: actor.person, at: this.clock.now() });
    await this.audit.record(tx, actor, {
      ...{ dossierId, suaId, enteId, action: 'review.frozen', role: 'SISTEMA' },
      summary: `Fissate le impronte degli atti approvati: ${documents.map(({ code }) => code).join(', ') || 'nessun atto'}`,
      details: { freezeId: id, documents },
    });
  }

  /**
   * An approved act is not replaced by another text once it is frozen. What the template prints anew (the CIG, the days) still comes in.
   * @throws AppError review.frozen
   */
  async refuseChanged(reader: Reader, dossier: DossierEntity, { code, rows }: { code: string; rows: ReviewRows }): Promise<void> {
    const frozen = rows.freeze?.documents.find((document) => document.code === code);
    const current = rows.inForce.get(code);
    const standing = standingOf(this.kinds.require(dossier.kindCode, dossier.kindVersion), dossier);
    if (frozen === undefined || current === undefined || !fixedPhases.includes(standing.fase)) return;
    if (!(await this.isByHand(reader, dossier.id, { code, frozen: frozen.version, now: current.version }))) return;
    throw new AppError('review.frozen', { details: { code, frozen: frozen.sha256 } });
  }

  /** Other words than those that were frozen, brought in by hand. */
  private async isByHand(
    reader: Reader,
    dossierId: string,
    { code, frozen, now }: { code: string; frozen: number; now: number },
  ): Promise<boolean> {
    const document = await reader.findOneByOrFail(DocumentEntity, { dossierId, code });
    const version = await reader.findOneByOrFail(DocumentVersionEntity, { documentId: document.id, version: now });
    if (version.origin !== 'UPLOADED') return false;
    const texts = await this.texts.of(reader, document, [frozen, now]);
    const [before, after] = [texts.get(frozen), texts.get(now)];
    return before?.fingerprint !== after?.fingerprint && (before?.read == null || before.read.text !== after?.read?.text);
  }
}
