import { Controller } from '@nestjs/common';
import { openGuidedDossier, planIntake, type IntakePlanView } from '@gare/contracts/intake';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { IntakeService } from './intake.service.js';

@Controller()
export class IntakeController {
  constructor(private readonly intake: IntakeService) {}

  @Route(planIntake)
  plan(@CurrentActor() actor: Actor, @Input(planIntake) { body }: InputOf<typeof planIntake>): Promise<IntakePlanView> {
    return this.intake.plan(actor, body);
  }

  @Route(openGuidedDossier)
  async open(@CurrentActor() actor: Actor, @Input(openGuidedDossier) { body }: InputOf<typeof openGuidedDossier>): Promise<{ id: string }> {
    return { id: await this.intake.open(actor, body) };
  }
}
