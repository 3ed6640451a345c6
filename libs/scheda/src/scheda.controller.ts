import { Controller } from '@nestjs/common';
import { changeSheet, getSheet, type Sheet } from '@gare/contracts/sheet';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { SchedaService } from './scheda.service.js';

@Controller()
export class SchedaController {
  constructor(private readonly scheda: SchedaService) {}

  @Route(getSheet)
  show(@CurrentActor() actor: Actor, @Input(getSheet) { params }: InputOf<typeof getSheet>): Promise<Sheet> {
    return this.scheda.show(actor, params.dossierId);
  }

  @Route(changeSheet)
  change(
    @CurrentActor() actor: Actor,
    @Input(changeSheet) { params, body }: InputOf<typeof changeSheet>,
  ): ReturnType<SchedaService['change']> {
    return this.scheda.change(actor, params.dossierId, body);
  }
}
