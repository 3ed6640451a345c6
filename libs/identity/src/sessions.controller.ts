import { Controller, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import {
  currentSession,
  endOtherSessions,
  listPersonSessions,
  listSessions,
  revokeSession,
  signIn,
  signOut,
  switchEnte,
  type SessionSummary,
  type SessionView,
  type SignOutView,
} from '@gare/contracts/session';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { OidcSignOut } from './oidc-sign-out.js';
import { SessionCookie } from './session-cookie.js';
import { SessionRegister } from './session-register.js';
import { hashToken, SessionStart } from './session-start.js';
import { SessionsService } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';

@Controller()
export class SessionsController {
  constructor(
    private readonly signing: SignInService,
    private readonly start: SessionStart,
    private readonly sessions: SessionsService,
    private readonly register: SessionRegister,
    private readonly cookie: SessionCookie,
    private readonly provider: OidcSignOut,
  ) {}

  @Route(signIn)
  async signIn(
    @Input(signIn) { body }: InputOf<typeof signIn>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const { token, session } = await this.signing.signIn({ ...body, address: request.ip, client: request.headers['user-agent'] ?? null });
    this.cookie.set(reply, token, session.expiresAt);
    return session;
  }

  @Route(switchEnte)
  async switchEnte(
    @CurrentActor() actor: Actor,
    @Input(switchEnte) { body }: InputOf<typeof switchEnte>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const tokenHash = request.sessionHash ?? '';
    const token = await this.start.moveTo(actor, tokenHash, body.enteId);
    const session = await this.sessions.view(token === null ? tokenHash : hashToken(token));
    if (token !== null) this.cookie.set(reply, token, session.expiresAt);
    return session;
  }

  @Route(currentSession)
  currentSession(@Req() request: FastifyRequest): Promise<SessionView> {
    return this.sessions.view(request.sessionHash ?? '');
  }

  @Route(signOut)
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<SignOutView> {
    const ended = await this.sessions.signOut(request.sessionHash ?? '');
    this.cookie.clear(reply);
    return { provider: ended && (await this.provider.wayOut(ended)) };
  }

  @Route(listSessions)
  listOwn(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<{ items: SessionSummary[] }> {
    return this.register.own(actor, request.sessionHash);
  }

  @Route(endOtherSessions)
  async endOthers(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<{ ended: number }> {
    return { ended: await this.register.endOthers(actor, request.sessionHash ?? '') };
  }

  @Route(listPersonSessions)
  listOfPerson(
    @CurrentActor() actor: Actor,
    @Input(listPersonSessions) { params }: InputOf<typeof listPersonSessions>,
    @Req() request: FastifyRequest,
  ): Promise<{ items: SessionSummary[] }> {
    return this.register.ofPerson(actor, params.personId, request.sessionHash);
  }

  @Route(revokeSession)
  revoke(@CurrentActor() actor: Actor, @Input(revokeSession) { params }: InputOf<typeof revokeSession>): Promise<void> {
    return this.register.revoke(actor, params.sessionId);
  }
}
