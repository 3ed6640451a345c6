import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { isPending } from '@gare/domain/requests/round';
import { isAnswered, standingOfPoint } from '@gare/domain/requests/points';
import { type DossierEntity } from '@gare/dossiers';
import { type Reader, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { DossiersNow } from './dossier-now.js';
import { IntegrationPointEntity } from './integration-point.entity.js';
import { IntegrationRequestEntity } from './integration-request.entity.js';

/** The request that waits on a dossier, if one does, and its points brought up to what the dossier holds now. */
@Injectable()
export class PendingRequests {
  constructor(private readonly now: DossiersNow) {}

  of(reader: Reader, dossierId: string): Promise<IntegrationRequestEntity | null> {
    return reader.findOneBy(IntegrationRequestEntity, { dossierId, stato: In(['APERTA', 'SCADUTA']) });
  }

  /** Those of the dossier, the first first. */
  all(reader: Reader, dossierId: string): Promise<IntegrationRequestEntity[]> {
    return reader.find(IntegrationRequestEntity, { where: { dossierId }, order: { giro: 'ASC' } });
  }

  points(reader: Reader, requestId: string): Promise<IntegrationPointEntity[]> {
    return reader.find(IntegrationPointEntity, { where: { requestId }, order: { numero: 'ASC' } });
  }

  /** @throws AppError integration.not_found, integration.concluded for one that waits no more */
  async requirePending(tx: Tx, dossierId: string, requestId: string): Promise<IntegrationRequestEntity> {
    const request = await tx.findOneBy(IntegrationRequestEntity, { id: requestId, dossierId });
    if (request === null) throw new AppError('integration.not_found');
    if (!isPending(request.stato)) throw new AppError('integration.concluded');
    return request;
  }

  /**
   * Writes the states that documents and fields give to the points of the pending request. @returns the points as they are after it;
   * null where no request waits. Harmless twice.
   */
  async follow(tx: Tx, dossier: DossierEntity): Promise<{ points: readonly IntegrationPointEntity[]; changed: boolean } | null> {
    const request = await this.of(tx, dossier.id);
    if (request === null) return null;
    const points = await this.points(tx, request.id);
    const now = await this.now.of(tx, dossier);
    let changed = false;
    for (const point of points) {
      const stato = standingOfPoint(point, now);
      if (stato === point.stato) continue;
      point.stato = stato;
      changed = true;
      await tx.update(IntegrationPointEntity, { id: point.id }, { stato });
    }
    return { points, changed };
  }
}

/** @throws AppError integration.points_open, an issue for each point without an answer */
export function requireAllAnswered(points: readonly IntegrationPointEntity[]): void {
  const open = points.filter((point) => !isAnswered(point));
  const [first] = open;
  if (first === undefined) return;
  const rest = open.length === 1 ? '' : ` e altri ${open.length - 1}`;
  throw new AppError('integration.points_open', {
    detail: `Non tutti i punti hanno una risposta: manca il n. ${first.numero}, «${first.testo.slice(0, 120)}»${rest}. Niente è stato trasmesso.`,
    issues: open.map(({ id, numero, testo }) => ({ path: id, message: `${numero}. ${testo}` })),
  });
}
