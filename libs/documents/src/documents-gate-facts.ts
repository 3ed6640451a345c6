import { Injectable, type OnModuleInit } from '@nestjs/common';
import { GateFactSources } from '@gare/dossiers';
import { DocumentStates } from './document-states.js';

/** Lets gates ask for any document (`doc('D33').ready`). */
@Injectable()
export class DocumentsGateFacts implements OnModuleInit {
  constructor(
    private readonly sources: GateFactSources,
    private readonly states: DocumentStates,
  ) {}

  onModuleInit(): void {
    this.sources.register('documents', async (reader, dossier) => ({ documents: await this.states.facts(reader, dossier) }));
  }
}
