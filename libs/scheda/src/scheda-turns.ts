import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DossierTurns } from '@gare/dossiers';
import { SchedaChanged } from './scheda-changed.js';

/** Where the sheet decides which steps a dossier has (who awards, who signs), the turn follows an edit at once. */
@Injectable()
export class SchedaTurns implements OnModuleInit {
  constructor(
    private readonly changed: SchedaChanged,
    private readonly turns: DossierTurns,
  ) {}

  onModuleInit(): void {
    this.changed.on(async (tx, { dossier }) => {
      if (this.turns.followSheet(dossier)) await this.turns.refresh(tx, dossier);
    });
  }
}
