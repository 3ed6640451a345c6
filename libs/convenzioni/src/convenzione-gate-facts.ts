import { Injectable, type OnModuleInit } from '@nestjs/common';
import { lifecycleFacts } from '@gare/domain/convenzione/lifecycle-facts';
import { GateFactSources } from '@gare/dossiers';
import { convenzioneKind } from './terms.reader.js';
import { LifecycleReader } from './lifecycle.reader.js';

/** What the gates of a convenzione ask and its sheet alone does not say; documents come from their own source. */
@Injectable()
export class ConvenzioneGateFacts implements OnModuleInit {
  constructor(
    private readonly sources: GateFactSources,
    private readonly lifecycle: LifecycleReader,
  ) {}

  onModuleInit(): void {
    this.sources.register('convenzione', async (reader, dossier) => {
      if (dossier.kindCode !== convenzioneKind) return {};
      const { sheet, context } = await this.lifecycle.of(reader, dossier);
      const { asOf, subject, facts } = lifecycleFacts(sheet, context);
      return { asOf, subject, ...(facts === undefined ? {} : { facts }) };
    });
  }
}
