import { Controller } from '@nestjs/common';
import {
  getDossierTerms,
  listPadOutages,
  listTerms,
  recordPadOutage,
  recordTermAct,
  reversePadOutage,
  simulateTerms,
  type DossierTermsView,
  type PadOutagesView,
} from '@gare/contracts/terms';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { DossierTermsService } from './dossier-terms.service.js';
import { PadOutages } from './pad-outages.service.js';
import { TermsCalendar } from './terms-calendar.service.js';

@Controller()
export class TermsController {
  constructor(
    private readonly terms: DossierTermsService,
    private readonly calendar: TermsCalendar,
    private readonly outages: PadOutages,
  ) {}

  @Route(getDossierTerms)
  show(@CurrentActor() actor: Actor, @Input(getDossierTerms) { params }: InputOf<typeof getDossierTerms>): Promise<DossierTermsView> {
    return this.terms.show(actor, params.dossierId);
  }

  @Route(simulateTerms)
  simulate(
    @CurrentActor() actor: Actor,
    @Input(simulateTerms) { params, query }: InputOf<typeof simulateTerms>,
  ): ReturnType<DossierTermsService['simulate']> {
    return this.terms.simulate(actor, params.dossierId, query);
  }

  @Route(recordTermAct)
  recordAct(
    @CurrentActor() actor: Actor,
    @Input(recordTermAct) { params, body }: InputOf<typeof recordTermAct>,
  ): Promise<DossierTermsView> {
    return this.terms.record(actor, params.dossierId, body);
  }

  @Route(listTerms)
  list(@CurrentActor() actor: Actor, @Input(listTerms) { query }: InputOf<typeof listTerms>): ReturnType<TermsCalendar['list']> {
    return this.calendar.list(actor, query);
  }

  @Route(listPadOutages)
  listOutages(@CurrentActor() actor: Actor): Promise<PadOutagesView> {
    return this.outages.list(actor);
  }

  @Route(recordPadOutage)
  recordOutage(@CurrentActor() actor: Actor, @Input(recordPadOutage) { body }: InputOf<typeof recordPadOutage>): Promise<PadOutagesView> {
    return this.outages.record(actor, body);
  }

  @Route(reversePadOutage)
  reverseOutage(
    @CurrentActor() actor: Actor,
    @Input(reversePadOutage) { params, body }: InputOf<typeof reversePadOutage>,
  ): Promise<PadOutagesView> {
    return this.outages.reverse(actor, params.outageId, body.reason);
  }
}
