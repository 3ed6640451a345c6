import { Controller } from '@nestjs/common';
import {
  changeClause,
  chooseAlternative,
  listDossierClauses,
  previewDeviation,
  withdrawDeviation,
  type ClausePreviewView,
  type DossierClausesView,
} from '@gare/contracts/clauses';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { DossierClausesService } from './dossier-clauses.service.js';

@Controller()
export class DossierClausesController {
  constructor(private readonly clauses: DossierClausesService) {}

  @Route(listDossierClauses)
  list(
    @CurrentActor() actor: Actor,
    @Input(listDossierClauses) { params }: InputOf<typeof listDossierClauses>,
  ): Promise<DossierClausesView> {
    return this.clauses.list(actor, params.dossierId);
  }

  @Route(previewDeviation)
  preview(
    @CurrentActor() actor: Actor,
    @Input(previewDeviation) { params, body }: InputOf<typeof previewDeviation>,
  ): Promise<ClausePreviewView> {
    return this.clauses.preview(actor, params, body);
  }

  @Route(changeClause)
  change(@CurrentActor() actor: Actor, @Input(changeClause) { params, body }: InputOf<typeof changeClause>): Promise<DossierClausesView> {
    return this.clauses.change(actor, params, body);
  }

  @Route(withdrawDeviation)
  withdraw(
    @CurrentActor() actor: Actor,
    @Input(withdrawDeviation) { params, body }: InputOf<typeof withdrawDeviation>,
  ): Promise<DossierClausesView> {
    return this.clauses.withdraw(actor, params, body.reason);
  }

  @Route(chooseAlternative)
  choose(
    @CurrentActor() actor: Actor,
    @Input(chooseAlternative) { params, body }: InputOf<typeof chooseAlternative>,
  ): Promise<DossierClausesView> {
    return this.clauses.choose(actor, params, body.alternative);
  }
}
