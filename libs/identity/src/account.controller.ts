import { Controller, Req } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import {
  beginSecondFactor,
  changePassword,
  checkAccessLink,
  confirmSecondFactor,
  getAccount,
  removeSecondFactor,
  useAccessLink,
  type AccountView,
} from '@gare/contracts/account';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { AccessLinks } from './access-links.js';
import { AccountService, type Asking } from './account.service.js';

const asking = (actor: Actor, request: FastifyRequest): Asking => ({ actor, tokenHash: request.sessionHash ?? '', address: request.ip });

@Controller()
export class AccountController {
  constructor(
    private readonly account: AccountService,
    private readonly links: AccessLinks,
  ) {}

  @Route(getAccount)
  show(@CurrentActor() actor: Actor): Promise<AccountView> {
    return this.account.view(actor);
  }

  @Route(changePassword)
  async changePassword(
    @CurrentActor() actor: Actor,
    @Input(changePassword) { body }: InputOf<typeof changePassword>,
    @Req() request: FastifyRequest,
  ): Promise<{ endedSessions: number }> {
    return { endedSessions: await this.account.changePassword(asking(actor, request), body) };
  }

  @Route(beginSecondFactor)
  begin(
    @CurrentActor() actor: Actor,
    @Input(beginSecondFactor) { body }: InputOf<typeof beginSecondFactor>,
    @Req() request: FastifyRequest,
  ): Promise<{ secret: string; uri: string }> {
    return this.account.beginSecondFactor(asking(actor, request), body.password);
  }

  @Route(confirmSecondFactor)
  confirm(
    @CurrentActor() actor: Actor,
    @Input(confirmSecondFactor) { body }: InputOf<typeof confirmSecondFactor>,
    @Req() request: FastifyRequest,
  ): Promise<{ recoveryCodes: string[] }> {
    return this.account.confirmSecondFactor(asking(actor, request), body.code);
  }

  @Route(removeSecondFactor)
  remove(
    @CurrentActor() actor: Actor,
    @Input(removeSecondFactor) { body }: InputOf<typeof removeSecondFactor>,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.account.removeSecondFactor(asking(actor, request), body);
  }

  @Route(checkAccessLink)
  check(
    @Input(checkAccessLink) { body }: InputOf<typeof checkAccessLink>,
    @Req() request: FastifyRequest,
  ): ReturnType<AccessLinks['check']> {
    return this.links.check(body.token, request.ip);
  }

  @Route(useAccessLink)
  use(@Input(useAccessLink) { body }: InputOf<typeof useAccessLink>, @Req() request: FastifyRequest): Promise<void> {
    return this.links.use(body.token, body.password, request.ip);
  }
}
