import { Injectable, type OnModuleInit } from '@nestjs/common';
import { mainObject, tenderValue } from '@gare/domain/checks/sheet-facts';
import { DossierMoved, type DossierEntity } from '@gare/dossiers';
import { EnteReader } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { SchedaChanged, SchedaReader } from '@gare/scheda';
import { PublishedTenderEntity } from './published-tender.entity.js';

/**
 * Confidential until its publication (C. 35): in the transaction that publishes a tender, what is public of it is copied out. Later
 * only the deadline follows, with the rectification or the extension that moves it.
 */
@Injectable()
export class PublishedRegister implements OnModuleInit {
  constructor(
    private readonly moved: DossierMoved,
    private readonly scheda: SchedaReader,
    private readonly enti: EnteReader,
    private readonly clock: Clock,
    private readonly changed: SchedaChanged,
  ) {}

  onModuleInit(): void {
    this.moved.on((tx, { dossier }) => (dossier.state === 'PUBBLICATA' ? this.publish(tx, dossier) : Promise.resolve()));
    this.changed.on((tx, { dossier, paths }) =>
      paths.includes('scadenzaOfferte') ? this.moveDeadline(tx, dossier.id) : Promise.resolve(),
    );
  }

  /** Nothing where the tender is not published. */
  private async moveDeadline(tx: Tx, dossierId: string): Promise<void> {
    const { scadenzaOfferte } = (await this.scheda.read(tx, dossierId)).values;
    await tx.update(PublishedTenderEntity, { dossierId }, { scadenzaOfferte: scadenzaOfferte == null ? null : new Date(scadenzaOfferte) });
  }

  private async publish(tx: Tx, { id: dossierId, suaId, enteId, codiceAppalto, oggetto, scadenzaOfferte }: DossierEntity): Promise<void> {
    const { values } = await this.scheda.read(tx, dossierId);
    const { denominazione: ente } = await this.enti.require(tx, enteId);
    await tx
      .createQueryBuilder()
      .insert()
      .into(PublishedTenderEntity)
      .values({
        ...{ dossierId, suaId, enteId, ente, codiceAppalto, oggetto, scadenzaOfferte },
        tipo: mainObject(values) ?? null,
        importo: tenderValue(values)?.toFixed(2) ?? null,
        publishedAt: this.clock.now(),
      })
      .orIgnore()
      .execute();
  }
}
