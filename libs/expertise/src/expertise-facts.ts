import { Injectable, type OnModuleInit } from '@nestjs/common';
import { GateFactSources } from '@gare/dossiers';
import { ExpertiseReader, supportKind } from './expertise.reader.js';

/** Lets gates ask how much experts have worked (`ledger.giornate`) and whether the request was given to one (`esperti.assegnati`). */
@Injectable()
export class ExpertiseFacts implements OnModuleInit {
  constructor(
    private readonly sources: GateFactSources,
    private readonly ledger: ExpertiseReader,
  ) {}

  onModuleInit(): void {
    this.sources.register('expertise', async (reader, dossier) => {
      if (dossier.kindCode !== supportKind) return {};
      const { ore, giornate } = await this.ledger.totals(reader, dossier, await this.ledger.entries(reader, dossier.id));
      const experts = await this.ledger.experts(reader, dossier.id);
      return { facts: { esperti: { assegnati: experts.length } }, ...(giornate === null ? {} : { ledger: { ore, giornate } }) };
    });
  }
}
