import { Injectable, type OnModuleInit } from '@nestjs/common';
import { convenzioneKind, OpenTenders } from '@gare/convenzioni';
import { DossierCreated, DossierTurnWorkedOut } from '@gare/dossiers';
import { SchedaChanged } from '@gare/scheda';
import { DossierTermsKeeper } from './dossier-terms.keeper.js';

/**
 * Terms follow by themselves, in the same transaction: the sheet changes, the dossier takes a step, an item opens or closes. The days
 * agreed in a convenzione move the terms of the tenders under it.
 */
@Injectable()
export class TermTriggers implements OnModuleInit {
  constructor(
    private readonly keeper: DossierTermsKeeper,
    private readonly sheets: SchedaChanged,
    private readonly created: DossierCreated,
    private readonly turns: DossierTurnWorkedOut,
    private readonly tenders: OpenTenders,
  ) {}

  onModuleInit(): void {
    // The sheet is there only after the opening.
    this.created.on((tx, { dossier, actor }) => this.keeper.refresh(tx, dossier.id, actor));
    this.turns.on((tx, { dossier }) => this.keeper.refresh(tx, dossier.id));
    this.sheets.on(async (tx, { actor, dossier, paths }) => {
      await this.keeper.refresh(tx, dossier.id, actor);
      if (dossier.kindCode !== convenzioneKind || !paths.some((path) => path.startsWith('contenuto/tempi'))) return;
      for (const tender of await this.tenders.hold(tx, dossier)) await this.keeper.refresh(tx, tender.id, actor);
    });
  }
}
