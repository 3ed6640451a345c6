import { Controller } from '@nestjs/common';
import { getExpertise, recordExpertDay, reverseExpertDay, type ExpertiseView } from '@gare/contracts/expertise';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { ExpertiseService } from './expertise.service.js';

@Controller()
export class ExpertiseController {
  constructor(private readonly expertise: ExpertiseService) {}

  @Route(getExpertise)
  show(@CurrentActor() actor: Actor, @Input(getExpertise) { params }: InputOf<typeof getExpertise>): Promise<ExpertiseView> {
    return this.expertise.show(actor, params.dossierId);
  }

  @Route(recordExpertDay)
  record(@CurrentActor() actor: Actor, @Input(recordExpertDay) { params, body }: InputOf<typeof recordExpertDay>): Promise<ExpertiseView> {
    return this.expertise.record(actor, params.dossierId, body);
  }

  @Route(reverseExpertDay)
  reverse(
    @CurrentActor() actor: Actor,
    @Input(reverseExpertDay) { params, body }: InputOf<typeof reverseExpertDay>,
  ): Promise<ExpertiseView> {
    return this.expertise.reverse(actor, params, body.motivation);
  }
}
