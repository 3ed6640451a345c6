import { Inject, Injectable } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { Clock } from '@gare/platform/clock';
import { CONFIG, type Config } from '@gare/platform/config';

export const sessionCookie = 'gare_session';

/** The cookie that is the session: out of reach for scripts and for other sites. */
@Injectable()
export class SessionCookie {
  constructor(
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @param expiresAt end of the session; that of one that begins now where absent */
  set(reply: FastifyReply, token: string, expiresAt?: string): void {
    const end = expiresAt === undefined ? this.clock.now().getTime() + this.config.sessionHours * 3_600_000 : Date.parse(expiresAt);
    void reply.setCookie(sessionCookie, token, {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: this.config.publicUrl.startsWith('https:'),
      expires: new Date(end),
    });
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(sessionCookie, { path: '/' });
  }
}
