import { Controller, Inject, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { currentSession, listEnti, signIn, signOut, type EnteView, type SessionView } from '@gare/contracts/session';
import { type Actor } from '@gare/domain/access/actor';
import { CONFIG, type Config } from '@gare/platform/config';
import { Database } from '@gare/platform/database';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { dbContext } from './authorize.js';
import { EnteReader, enteView } from './ente.reader.js';
import { sessionCookie } from './session.guard.js';
import { SessionsService } from './sessions.service.js';

@Controller()
export class SessionsController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly database: Database,
    private readonly enti: EnteReader,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Route(signIn)
  async signIn(
    @Input(signIn) { body }: InputOf<typeof signIn>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const { token, session } = await this.sessions.signIn({ ...body, address: request.ip });
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

  @Route(listEnti)
  async listEnti(@CurrentActor() actor: Actor): Promise<{ items: EnteView[] }> {
    const enti = await this.database.read(dbContext(actor), (reader) => this.enti.list(reader));
    return { items: enti.map(enteView) };
  }
}
