import { Controller, Req } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { concludeOffice, getOffice, openOffice } from '@gare/contracts/office';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { OfficeConclusion } from './office-conclusion.js';
import { OfficeService } from './office.service.js';

@Controller()
export class OfficeController {
  constructor(
    private readonly office: OfficeService,
    private readonly conclusion: OfficeConclusion,
  ) {}

  @Route(getOffice)
  state(@CurrentActor() actor: Actor, @Input(getOffice) { params }: InputOf<typeof getOffice>): ReturnType<OfficeService['state']> {
    return this.office.state(actor, params);
  }

  @Route(openOffice)
  open(
    @CurrentActor() actor: Actor,
    @Input(openOffice) { params, body }: InputOf<typeof openOffice>,
    @Req() request: FastifyRequest,
  ): ReturnType<OfficeService['open']> {
    return this.office.open(actor, params, { mode: body.mode, sessionHash: request.sessionHash ?? '' });
  }

  @Route(concludeOffice)
  async conclude(@CurrentActor() actor: Actor, @Input(concludeOffice) { params, body }: InputOf<typeof concludeOffice>): Promise<void> {
    if (body.keep) await this.conclusion.conclude(actor, params, body.over);
    else await this.conclusion.putAside(actor, params);
  }
}
