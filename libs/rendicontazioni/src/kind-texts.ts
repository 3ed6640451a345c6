import { Injectable, type OnModuleInit } from '@nestjs/common';
import { reportTextContext, surveyTextContext } from '@gare/contracts/kind-texts/context';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { FormationContexts } from '@gare/documents';
import { EnteReader } from '@gare/identity';

/** What the documents of surveys and of statements of expenditure are formed from. */
@Injectable()
export class KindTexts implements OnModuleInit {
  constructor(
    private readonly contexts: FormationContexts,
    private readonly enti: EnteReader,
  ) {}

  onModuleInit(): void {
    this.register('RENDICONTAZIONE', (sheet, names) => reportTextContext(sheet, names));
    this.register('RILEVAZIONE', (sheet, names) => surveyTextContext(sheet, names));
  }

  private register(kind: string, build: (sheet: object, names: Parameters<typeof reportTextContext>[1]) => unknown): void {
    this.contexts.register(kind, async (reader, dossier, values) => {
      const { denominazione, codiceFiscale } = await this.enti.require(reader, dossier.enteId);
      const names = { ente: { denominazione, codiceFiscale }, codice: dossier.codiceAppalto, oggetto: dossier.oggetto };
      const opened = toRomeDate(dossier.createdAt.toISOString());
      const { al } = values as { al?: string | null };
      // The end of the period, once it is known: the same data give the same bytes on whatever day they are formed.
      const day = al ?? opened;
      return { from: [names], referenceDate: day, documentDate: day, build: () => build(values, names) };
    });
  }
}
