import { Injectable, type OnModuleInit } from '@nestjs/common';
import { GateFactSources } from '@gare/dossiers';
import { standingDeviations } from './clause-parts.js';

/** Lets gates ask how many texts of clauses the dossier has changed (`scostamenti.aperti`, `scostamenti.protetti`). */
@Injectable()
export class ClausesGateFacts implements OnModuleInit {
  constructor(private readonly sources: GateFactSources) {}

  onModuleInit(): void {
    this.sources.register('clauses', async (reader, dossier) => {
      const standing = await standingDeviations(reader, dossier.id);
      const scostamenti = { aperti: standing.length, protetti: standing.filter(({ isProtected }) => isProtected).length };
      return { facts: { scostamenti } };
    });
  }
}
