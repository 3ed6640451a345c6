import { Injectable, type OnModuleInit } from '@nestjs/common';
import { referenceDate } from '@gare/domain/scheda/derive';
import { GateFactSources } from '@gare/dossiers';
import { Clock } from '@gare/platform/clock';
import { FieldLabels } from './field-labels.js';
import { SchedaReader } from './scheda.reader.js';

/** Lets gates ask for any field of the scheda (`subject.…`), and for the law on its reference date. */
@Injectable()
export class SchedaGateFacts implements OnModuleInit {
  constructor(
    private readonly sources: GateFactSources,
    private readonly scheda: SchedaReader,
    private readonly clock: Clock,
    private readonly labels: FieldLabels,
  ) {}

  onModuleInit(): void {
    this.sources.register('scheda', async (reader, dossier) => {
      const { values } = await this.scheda.read(reader, dossier.id);
      return {
        subject: values,
        lawAsOf: referenceDate(values, this.clock.now().toISOString()).data,
        fieldLabel: this.labels.of(dossier),
      };
    });
  }
}
