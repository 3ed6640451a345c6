import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ChecksModule } from '@gare/checks';
import { DossiersModule } from '@gare/dossiers';
import { IdentityModule } from '@gare/identity';
import { PublicationModule } from '@gare/publication';
import { SchedaModule } from '@gare/scheda';
import { SurveyKind, SurveySeams } from './survey-kind.js';
import { SurveyPackage } from './survey-package.js';
import { SurveyedCaseEntity } from './surveyed-case.entity.js';
import { SurveysReader } from './surveys.reader.js';

/** Surveys as a kind: how they start, what their checks compare, what their package holds. Api and worker both need it. */
@Module({
  imports: [TypeOrmModule.forFeature([SurveyedCaseEntity]), IdentityModule, DossiersModule, SchedaModule, ChecksModule, PublicationModule],
  providers: [SurveysReader, SurveyKind, SurveySeams, SurveyPackage],
  exports: [SurveysReader, IdentityModule, DossiersModule, SchedaModule, ChecksModule],
})
export class RilevazioniModule {}
