import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DossierCreated, type DossierEntity } from '@gare/dossiers';
import { ConvenzioneReader, EnteReader } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { firstValues } from './first-values.js';
import { SchedaEntity } from './scheda.entity.js';
import { SheetKinds } from './sheet-kinds.js';

/** Gives every new dossier its scheda, in the transaction that opens it. */
@Injectable()
export class SchedaStart implements OnModuleInit {
  constructor(
    private readonly created: DossierCreated,
    private readonly enti: EnteReader,
    private readonly convenzioni: ConvenzioneReader,
    private readonly ofKind: SheetKinds,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.created.on((tx, { dossier }) => this.start(tx, dossier));
  }

  private async start(tx: Tx, dossier: DossierEntity): Promise<void> {
    await tx.insert(SchedaEntity, {
      dossierId: dossier.id,
      suaId: dossier.suaId,
      enteId: dossier.enteId,
      revision: 1,
      values: dossier.kindCode === 'GARA' ? await this.tenderValues(tx, dossier) : await this.ofKind.first(tx, dossier),
      changedAt: this.clock.now(),
    });
  }

  private async tenderValues(tx: Tx, dossier: DossierEntity): Promise<object> {
    return firstValues({
      oggetto: dossier.oggetto,
      codiceAppalto: dossier.codiceAppalto,
      comune: await this.enti.require(tx, dossier.enteId),
      provincia: await this.enti.require(tx, dossier.suaId),
      // What the convenzione delegates is copied, so that each dossier says it to the PCP; CONV-05 watches the copies.
      convenzione: dossier.convenzioneId === null ? null : await this.convenzioni.under(tx, dossier),
    });
  }
}
