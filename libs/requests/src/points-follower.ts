import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DocumentsChanged } from '@gare/documents';
import { DossierReader, type DossierEntity } from '@gare/dossiers';
import { type Tx } from '@gare/platform/database';
import { announce } from '@gare/platform/events';
import { SchedaChanged } from '@gare/scheda';
import { PendingRequests } from './pending-request.js';

/** A point is met by itself when its document comes or its field is filled in. */
@Injectable()
export class PointsFollower implements OnModuleInit {
  constructor(
    private readonly pending: PendingRequests,
    private readonly dossiers: DossierReader,
    private readonly documents: DocumentsChanged,
    private readonly sheets: SchedaChanged,
  ) {}

  onModuleInit(): void {
    this.sheets.on((tx, { dossier }) => this.follow(tx, dossier));
    this.documents.on(async (tx, { dossierId }) => this.follow(tx, await this.dossiers.require(tx, dossierId)));
  }

  private async follow(tx: Tx, dossier: DossierEntity): Promise<void> {
    const followed = await this.pending.follow(tx, dossier);
    if (followed?.changed !== true) return;
    const { id, suaId, enteId } = dossier;
    await announce(tx, { topic: 'thread', dossierId: id, suaId, enteId });
  }
}
