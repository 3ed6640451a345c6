import { Injectable, type OnModuleInit } from '@nestjs/common';
import { mainObject, tenderValue } from '@gare/domain/checks/sheet-facts';
import { DossierMoved, type DossierEntity } from '@gare/dossiers';
import { EnteReader } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { SchedaReader } from '@gare/scheda';
import { PublishedTenderEntity } from './published-tender.entity.js';

/** Confidential until its publication (C. 35): in the transaction that publishes a tender, what is public of it is copied out. */
@Injectable()
export class PublishedRegister implements OnModuleInit {
  constructor(
    private readonly moved: DossierMoved,
    private readonly scheda: SchedaReader,
    private readonly enti: EnteReader,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.moved.on((tx, { dossier }) => (dossier.state === 'PUBBLICATA' ? this.publish(tx, dossier) : Promise.resolve()));
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
