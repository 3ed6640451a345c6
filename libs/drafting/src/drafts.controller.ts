import { Controller, Req } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import {
  getDraft,
  getDraftNumbering,
  giveDraftTicket,
  handOverSections,
  listDrafts,
  openDraft,
  type DraftNumberingView,
  type DraftTicketView,
  type DraftView,
} from '@gare/contracts/drafts';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { DraftNumberings } from './draft-numberings.js';
import { DraftTickets } from './draft-tickets.js';
import { DraftsService } from './drafts.service.js';
import { SectionOwners } from './section-owners.js';

@Controller()
export class DraftsController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly tickets: DraftTickets,
    private readonly owners: SectionOwners,
    private readonly numberings: DraftNumberings,
  ) {}

  @Route(listDrafts)
  async list(@CurrentActor() actor: Actor, @Input(listDrafts) { params }: InputOf<typeof listDrafts>): Promise<{ items: DraftView[] }> {
    return { items: await this.drafts.list(actor, params.dossierId) };
  }

  @Route(getDraft)
  get(@CurrentActor() actor: Actor, @Input(getDraft) { params }: InputOf<typeof getDraft>): Promise<DraftView> {
    return this.drafts.get(actor, params.dossierId, params.code);
  }

  @Route(getDraftNumbering)
  numbering(
    @CurrentActor() actor: Actor,
    @Input(getDraftNumbering) { params }: InputOf<typeof getDraftNumbering>,
  ): Promise<DraftNumberingView> {
    return this.numberings.of(actor, params.dossierId, params.code);
  }

  @Route(openDraft)
  open(@CurrentActor() actor: Actor, @Input(openDraft) { params }: InputOf<typeof openDraft>): Promise<DraftView> {
    return this.drafts.open(actor, params.dossierId, params.code);
  }

  @Route(giveDraftTicket)
  ticket(
    @CurrentActor() actor: Actor,
    @Input(giveDraftTicket) { params, body }: InputOf<typeof giveDraftTicket>,
    @Req() request: FastifyRequest,
  ): Promise<DraftTicketView> {
    return this.tickets.give(actor, { ...params, mode: body.mode, sessionHash: request.sessionHash ?? '' });
  }

  @Route(handOverSections)
  async handOver(
    @CurrentActor() actor: Actor,
    @Input(handOverSections) { params, body }: InputOf<typeof handOverSections>,
  ): Promise<{ changed: number }> {
    return { changed: await this.owners.handOver(actor, { ...params, ...body }) };
  }
}
