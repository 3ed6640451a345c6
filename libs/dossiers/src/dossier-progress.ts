import { Injectable } from '@nestjs/common';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { DossierEntity } from './dossier.entity.js';

export interface CheckCounters {
  blocks: number;
  errors: number;
  firstBlock: DossierEntity['firstBlock'];
}

/** What later features write on the dossier, so that lists need no join. */
@Injectable()
export class DossierProgress {
  constructor(private readonly clock: Clock) {}

  async checksChanged(tx: Tx, dossierId: string, counters: CheckCounters): Promise<void> {
    await tx.update(DossierEntity, { id: dossierId }, counters);
  }

  async schedaChanged(tx: Tx, dossierId: string, shown: { oggetto?: string; scadenzaOfferte: Date | null }): Promise<void> {
    await tx.update(DossierEntity, { id: dossierId }, { ...shown, updatedAt: this.clock.now() });
  }

  async touched(tx: Tx, dossierId: string): Promise<void> {
    await tx.update(DossierEntity, { id: dossierId }, { updatedAt: this.clock.now() });
  }
}
