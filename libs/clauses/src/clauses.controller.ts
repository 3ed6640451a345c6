import { Controller } from '@nestjs/common';
import {
  draftClause,
  getClause,
  listClauses,
  previewClause,
  publishClause,
  withdrawClause,
  type ClausePreviewView,
  type ClausesView,
  type ClauseView,
} from '@gare/contracts/clauses';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { ClausesReading } from './clauses.view.js';
import { ClausesService } from './clauses.service.js';

@Controller()
export class ClausesController {
  constructor(
    private readonly reading: ClausesReading,
    private readonly clauses: ClausesService,
  ) {}

  @Route(listClauses)
  list(@CurrentActor() actor: Actor): Promise<ClausesView> {
    return this.reading.list(actor);
  }

  @Route(getClause)
  show(@CurrentActor() actor: Actor, @Input(getClause) { params }: InputOf<typeof getClause>): Promise<ClauseView> {
    return this.reading.show(actor, params.code);
  }

  @Route(previewClause)
  preview(@CurrentActor() actor: Actor, @Input(previewClause) { params, body }: InputOf<typeof previewClause>): Promise<ClausePreviewView> {
    return this.clauses.preview(actor, params.code, body);
  }

  @Route(draftClause)
  draft(@CurrentActor() actor: Actor, @Input(draftClause) { params, body }: InputOf<typeof draftClause>): Promise<ClauseView> {
    return this.clauses.draft(actor, params.code, body);
  }

  @Route(publishClause)
  publish(@CurrentActor() actor: Actor, @Input(publishClause) { params, body }: InputOf<typeof publishClause>): Promise<ClauseView> {
    return this.clauses.publish(actor, params.versionId, body);
  }

  @Route(withdrawClause)
  withdraw(@CurrentActor() actor: Actor, @Input(withdrawClause) { params, body }: InputOf<typeof withdrawClause>): Promise<ClauseView> {
    return this.clauses.withdraw(actor, params.versionId, body.reason);
  }
}
