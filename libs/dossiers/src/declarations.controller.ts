import { Controller } from '@nestjs/common';
import { declareConflict, listDeclarations, type ConflictDeclarationsView } from '@gare/contracts/conflict-declarations';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { ConflictDeclarations } from './conflict-declarations.service.js';

@Controller()
export class DeclarationsController {
  constructor(private readonly declarations: ConflictDeclarations) {}

  @Route(listDeclarations)
  list(
    @CurrentActor() actor: Actor,
    @Input(listDeclarations) { params }: InputOf<typeof listDeclarations>,
  ): Promise<ConflictDeclarationsView> {
    return this.declarations.list(actor, params.dossierId);
  }

  @Route(declareConflict)
  declare(
    @CurrentActor() actor: Actor,
    @Input(declareConflict) { params, body }: InputOf<typeof declareConflict>,
  ): Promise<ConflictDeclarationsView> {
    return this.declarations.declare(actor, params.dossierId, body);
  }
}
