import { Controller } from '@nestjs/common';
import { type z } from 'zod';
import {
  compareDraftVersions,
  getDraftVersion,
  listDraftVersions,
  nameDraftVersion,
  restoreDraftVersion,
  type DraftComparisonView,
  type DraftVersionsView,
} from '@gare/contracts/draft-versions';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { DraftVersionsService } from './draft-versions.service.js';

@Controller()
export class DraftVersionsController {
  constructor(private readonly versions: DraftVersionsService) {}

  @Route(listDraftVersions)
  list(@CurrentActor() actor: Actor, @Input(listDraftVersions) { params }: InputOf<typeof listDraftVersions>): Promise<DraftVersionsView> {
    return this.versions.list(actor, params);
  }

  @Route(getDraftVersion)
  show(
    @CurrentActor() actor: Actor,
    @Input(getDraftVersion) { params }: InputOf<typeof getDraftVersion>,
  ): Promise<z.output<NonNullable<typeof getDraftVersion.response>>> {
    return this.versions.show(actor, params);
  }

  @Route(compareDraftVersions)
  compare(
    @CurrentActor() actor: Actor,
    @Input(compareDraftVersions) { params, query }: InputOf<typeof compareDraftVersions>,
  ): Promise<DraftComparisonView> {
    return this.versions.compare(actor, params, query.con);
  }

  @Route(nameDraftVersion)
  name(
    @CurrentActor() actor: Actor,
    @Input(nameDraftVersion) { params, body }: InputOf<typeof nameDraftVersion>,
  ): Promise<DraftVersionsView> {
    return this.versions.name(actor, params, body.nome);
  }

  @Route(restoreDraftVersion)
  restore(
    @CurrentActor() actor: Actor,
    @Input(restoreDraftVersion) { params, body }: InputOf<typeof restoreDraftVersion>,
  ): Promise<DraftVersionsView> {
    return this.versions.restore(actor, params, body.seq);
  }
}
