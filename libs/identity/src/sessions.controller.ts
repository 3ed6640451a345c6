import { Controller, Inject, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import {
  currentSession,
  listPersonSessions,
  listSessions,
  revokeSession,
  signIn,
  signOut,
  type SessionSummary,
  type SessionView,
} from '@gare/contracts/session';
import { type Actor } from '@gare/domain/access/actor';
import { CONFIG, type Config } from '@gare/platform/config';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { sessionCookie } from './session.guard.js';
import { SessionRegister } from './session-register.js';
import { SessionsService } from './sessions.service.js';

@Controller()
export class SessionsController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly register: SessionRegister,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Route(signIn)
  async signIn(
    @Input(signIn) { body }: InputOf<typeof signIn>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const { token, session } = await this.sessions.signIn({ ...body, address: request.ip, client: request.headers['user-agent'] ?? null });
    void reply.setCookie(sessionCookie, token, {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: this.config.publicUrl.startsWith('https:'),
      expires: new Date(session.expiresAt),
    });
    return session;
  }

  @Route(currentSession)
  currentSession(@Req() request: FastifyRequest): Promise<SessionView> {
    return this.sessions.view(request.sessionHash ?? '');
  }

  @Route(signOut)
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.signOut(request.sessionHash ?? '');
    void reply.clearCookie(sessionCookie, { path: '/' });
  }

  @Route(listSessions)
  listOwn(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<{ items: SessionSummary[] }> {
    return this.register.own(actor, request.sessionHash);
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
