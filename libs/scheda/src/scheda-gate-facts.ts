import { Injectable, type OnModuleInit } from '@nestjs/common';
import { GateFactSources } from '@gare/dossiers';
import { SchedaReader } from './scheda.reader.js';

/** Lets gates ask for any field of the scheda (`subject.…`). */
@Injectable()
export class SchedaGateFacts implements OnModuleInit {
  constructor(
    private readonly sources: GateFactSources,
    private readonly scheda: SchedaReader,
  ) {}

  onModuleInit(): void {
    this.sources.register('scheda', async (reader, dossier) => ({ subject: (await this.scheda.read(reader, dossier.id)).values }));
  }
}
