import { Controller } from '@nestjs/common';
import { answerChecklist, listChecklists, signChecklist, type ChecklistsView, type ChecklistView } from '@gare/contracts/checklists';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { ChecklistsService } from './checklists.service.js';

@Controller()
export class ChecklistsController {
  constructor(private readonly checklists: ChecklistsService) {}

  @Route(listChecklists)
  list(@CurrentActor() actor: Actor, @Input(listChecklists) { params }: InputOf<typeof listChecklists>): Promise<ChecklistsView> {
    return this.checklists.list(actor, params.dossierId);
  }

  @Route(answerChecklist)
  answer(@CurrentActor() actor: Actor, @Input(answerChecklist) { params, body }: InputOf<typeof answerChecklist>): Promise<ChecklistView> {
    return this.checklists.answer(actor, params, body);
  }

  @Route(signChecklist)
  sign(@CurrentActor() actor: Actor, @Input(signChecklist) { params, body }: InputOf<typeof signChecklist>): Promise<ChecklistView> {
    return this.checklists.sign(actor, params, body.hash);
  }
}
