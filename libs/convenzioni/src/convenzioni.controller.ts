import { Controller } from '@nestjs/common';
import {
  fixConvenzioneText,
  getConvenzione,
  listConvenzioni,
  openConvenzione,
  recordSignature,
  registerExistingConvenzione,
  type ConvenzioneDetail,
} from '@gare/contracts/convenzioni';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { ConvenzioneDetailView } from './convenzione-detail.view.js';
import { ConvenzioneListView } from './convenzione-list.view.js';
import { ConvenzioneOpening } from './convenzione-opening.service.js';
import { ConvenzioneTextService } from './convenzione-text.service.js';
import { SignaturesService } from './signatures.service.js';

@Controller()
export class ConvenzioniController {
  constructor(
    private readonly all: ConvenzioneListView,
    private readonly detail: ConvenzioneDetailView,
    private readonly opening: ConvenzioneOpening,
    private readonly text: ConvenzioneTextService,
    private readonly signatures: SignaturesService,
  ) {}

  @Route(listConvenzioni)
  list(
    @CurrentActor() actor: Actor,
    @Input(listConvenzioni) { query }: InputOf<typeof listConvenzioni>,
  ): ReturnType<ConvenzioneListView['list']> {
    return this.all.list(actor, query);
  }

  @Route(openConvenzione)
  async open(@CurrentActor() actor: Actor, @Input(openConvenzione) { body }: InputOf<typeof openConvenzione>): Promise<ConvenzioneDetail> {
    return this.detail.show(actor, await this.opening.create(actor, body));
  }

  @Route(registerExistingConvenzione)
  async register(
    @CurrentActor() actor: Actor,
    @Input(registerExistingConvenzione) { body }: InputOf<typeof registerExistingConvenzione>,
  ): Promise<ConvenzioneDetail> {
    return this.detail.show(actor, await this.opening.register(actor, body));
  }

  @Route(getConvenzione)
  show(@CurrentActor() actor: Actor, @Input(getConvenzione) { params }: InputOf<typeof getConvenzione>): Promise<ConvenzioneDetail> {
    return this.detail.show(actor, params.dossierId);
  }

  @Route(fixConvenzioneText)
  async fixText(
    @CurrentActor() actor: Actor,
    @Input(fixConvenzioneText) { params, body }: InputOf<typeof fixConvenzioneText>,
  ): Promise<ConvenzioneDetail> {
    const { dossierId } = params;
    if (body.azione === 'FISSA') await this.text.fix(actor, dossierId);
    else await this.text.reopen(actor, dossierId, body.motivazione ?? '');
    return this.detail.show(actor, dossierId);
  }

  @Route(recordSignature)
  async sign(
    @CurrentActor() actor: Actor,
    @Input(recordSignature) { params, body }: InputOf<typeof recordSignature>,
  ): Promise<ConvenzioneDetail> {
    await this.signatures.record(actor, params.dossierId, body);
    return this.detail.show(actor, params.dossierId);
  }
}
