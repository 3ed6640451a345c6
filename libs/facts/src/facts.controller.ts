import { Controller } from '@nestjs/common';
import {
  getFieldFacts,
  getHandEdits,
  getValueFacts,
  getVersionFacts,
  getVersionRedline,
  listStaleDocuments,
  type DocumentRedlineView,
  type FieldFacts,
  type HandEditsView,
  type StaleDocumentView,
  type ValueFacts,
  type VersionFactsView,
} from '@gare/contracts/facts';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { FieldFactsService } from './field-facts.service.js';
import { HandEditsService } from './hand-edits.service.js';
import { RedlinesService } from './redlines.service.js';
import { StaleFactsService } from './stale-facts.service.js';
import { VersionFactsService } from './version-facts.service.js';

@Controller()
export class FactsController {
  constructor(
    private readonly fields: FieldFactsService,
    private readonly versions: VersionFactsService,
    private readonly stale: StaleFactsService,
    private readonly redlines: RedlinesService,
    private readonly handEdits: HandEditsService,
  ) {}

  @Route(getFieldFacts)
  field(@CurrentActor() actor: Actor, @Input(getFieldFacts) { params, query }: InputOf<typeof getFieldFacts>): Promise<FieldFacts> {
    return this.fields.of(actor, params.dossierId, query.path);
  }

  @Route(getValueFacts)
  value(@CurrentActor() actor: Actor, @Input(getValueFacts) { params, query }: InputOf<typeof getValueFacts>): Promise<ValueFacts> {
    return this.fields.ofValue(actor, params.dossierId, query);
  }

  @Route(listStaleDocuments)
  async listStale(
    @CurrentActor() actor: Actor,
    @Input(listStaleDocuments) { params }: InputOf<typeof listStaleDocuments>,
  ): Promise<{ items: StaleDocumentView[] }> {
    return { items: await this.stale.list(actor, params.dossierId) };
  }

  @Route(getVersionFacts)
  version(@CurrentActor() actor: Actor, @Input(getVersionFacts) { params }: InputOf<typeof getVersionFacts>): Promise<VersionFactsView> {
    return this.versions.of(actor, params);
  }

  @Route(getVersionRedline)
  redline(
    @CurrentActor() actor: Actor,
    @Input(getVersionRedline) { params, query }: InputOf<typeof getVersionRedline>,
  ): Promise<DocumentRedlineView> {
    return this.redlines.of(actor, { ...params, against: query.against });
  }

  @Route(getHandEdits)
  edits(@CurrentActor() actor: Actor, @Input(getHandEdits) { params }: InputOf<typeof getHandEdits>): Promise<HandEditsView> {
    return this.handEdits.of(actor, params.dossierId, params.code);
  }
}
