import { Controller } from '@nestjs/common';
import {
  getSurvey,
  getSurveyProgress,
  importCases,
  readOwnTenders,
  type CaseImportView,
  type SurveyProgressView,
  type SurveyView,
} from '@gare/contracts/surveys';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { SurveysService } from './surveys.service.js';

@Controller()
export class SurveysController {
  constructor(private readonly surveys: SurveysService) {}

  @Route(getSurvey)
  show(@CurrentActor() actor: Actor, @Input(getSurvey) { params }: InputOf<typeof getSurvey>): Promise<SurveyView> {
    return this.surveys.show(actor, params.dossierId);
  }

  @Route(importCases)
  import(@CurrentActor() actor: Actor, @Input(importCases) { params, body }: InputOf<typeof importCases>): Promise<CaseImportView> {
    return this.surveys.importCases(actor, params.dossierId, body);
  }

  @Route(readOwnTenders)
  ownTenders(@CurrentActor() actor: Actor, @Input(readOwnTenders) { params }: InputOf<typeof readOwnTenders>): Promise<CaseImportView> {
    return this.surveys.readOwnTenders(actor, params.dossierId);
  }

  @Route(getSurveyProgress)
  progress(@CurrentActor() actor: Actor): Promise<SurveyProgressView> {
    return this.surveys.progress(actor);
  }
}
