import { Injectable, type OnModuleInit } from '@nestjs/common';
import { surveyCsv } from '@gare/domain/rilevazione/survey-csv';
import { type SurveySheet } from '@gare/domain/rilevazione/survey';
import { EnteReader } from '@gare/identity';
import { PackageExtras } from '@gare/publication';
import { SchedaReader } from '@gare/scheda';
import { surveyKind, SurveysReader } from './surveys.reader.js';

/** The package of a survey holds its numbers as CSV, for who collects them. */
@Injectable()
export class SurveyPackage implements OnModuleInit {
  constructor(
    private readonly extras: PackageExtras,
    private readonly scheda: SchedaReader,
    private readonly enti: EnteReader,
    private readonly surveys: SurveysReader,
  ) {}

  onModuleInit(): void {
    this.extras.register(surveyKind, async (reader, dossier) => {
      const sheet = (await this.scheda.read(reader, dossier.id)).values as SurveySheet;
      const { codiceFiscale, denominazione } = await this.enti.require(reader, dossier.enteId);
      const casi = await this.surveys.recomputed(reader, dossier.id, sheet);
      const semestre = sheet.semestre ?? 'senza-semestre';
      return [
        {
          ...{ code: 'RIGHE_CSV', title: `Dati della rilevazione ${semestre}`, category: 'Dati', mime: 'text/csv' },
          fileName: `rilevazione_${semestre}.csv`,
          text: surveyCsv(sheet, { codiceFiscale, denominazione }, casi),
        },
      ];
    });
  }
}
