import { Controller } from '@nestjs/common';
import { listLegalParameters, type LegalParametersView } from '@gare/contracts/law';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Route } from '@gare/platform/http';
import { ParametersView } from './parameters.view.js';

@Controller()
export class LawController {
  constructor(private readonly view: ParametersView) {}

  @Route(listLegalParameters)
  list(@CurrentActor() actor: Actor): Promise<LegalParametersView> {
    return this.view.show(actor);
  }
}
