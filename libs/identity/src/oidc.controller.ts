import { Controller, Inject, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type OidcRule } from '@gare/contracts/oidc-rules';
import { ownPath } from '@gare/contracts/own-path';
import { finishOidc, signInMethodsOf, startOidc } from '@gare/contracts/session';
import { CONFIG, type Config } from '@gare/platform/config';
import { AppError } from '@gare/platform/errors';
import { Input, Route, type InputOf } from '@gare/platform/http';
import { LOGGER, type Logger } from '@gare/platform/logging';
import { OidcClient } from './oidc-client.js';
import { OidcRefusal } from './oidc-refusal.js';
import { flowMinutes, OidcSignIn } from './oidc-sign-in.js';
import { SessionCookie } from './session-cookie.js';

const flowCookie = 'gare_oidc';
const flowPath = '/api/session/oidc';

/** The way to the SPID/CIE provider and back. The browser navigates here, so every answer leads to a page. */
@Controller()
export class OidcController {
  constructor(
    private readonly oidc: OidcClient,
    private readonly signIn: OidcSignIn,
    private readonly cookie: SessionCookie,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Route(signInMethodsOf)
  methods(): { oidc: { label: string } | null } {
    const { settings } = this.oidc;
    return { oidc: settings && { label: settings.label } };
  }

  @Route(startOidc)
  async start(
    @Input(startOidc) { query }: InputOf<typeof startOidc>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      const { url, cookie } = await this.signIn.begin(query.torna);
      // Lax: it must come back with the browser from another site. Nothing can be done with it but finish this sign-in.
      void reply.setCookie(flowCookie, cookie, {
        ...{ path: flowPath, httpOnly: true, sameSite: 'lax', secure: this.config.publicUrl.startsWith('https:') },
        maxAge: flowMinutes * 60,
      });
      go(reply, url);
    } catch (error) {
      this.lead(reply, { rule: this.ruleOf(error), torna: ownPath(query.torna) });
    }
  }

  @Route(finishOidc)
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    void reply.clearCookie(flowCookie, { path: flowPath });
    try {
      const { token, torna, chooses } = await this.signIn.finish({
        cookie: request.cookies[flowCookie],
        search: request.url.slice(request.url.indexOf('?') + 1),
        ...{ address: request.ip, client: request.headers['user-agent'] ?? null, requestId: request.id },
      });
      // The cookie is SameSite=strict: it does not travel with this redirect, but with what the page then asks.
      this.cookie.set(reply, token);
      const asked = torna ?? '/';
      go(reply, chooses ? `/accesso/ente?${new URLSearchParams({ torna: asked }).toString()}` : asked);
    } catch (error) {
      this.lead(reply, { rule: this.ruleOf(error), torna: null });
    }
  }

  private ruleOf(error: unknown): OidcRule {
    const rule = knownRule(error);
    if (rule === 'OIDC_UNAVAILABLE') this.logger.error({ err: error }, 'sign-in at the provider failed');
    else this.logger.warn({ rule, err: causeOf(error) }, 'sign-in at the provider refused');
    return rule;
  }

  private lead(reply: FastifyReply, { rule, torna }: { rule: OidcRule; torna: string | null }): void {
    go(reply, `/accesso?${new URLSearchParams({ motivo: rule, ...(torna === null ? {} : { torna }) }).toString()}`);
  }
}

function go(reply: FastifyReply, url: string): void {
  void reply.header('cache-control', 'no-store').redirect(url, 303);
}

function knownRule(error: unknown): OidcRule {
  if (error instanceof OidcRefusal) return error.rule;
  if (error instanceof AppError && error.code === 'session.throttled') return 'OIDC_THROTTLED';
  return error instanceof AppError && error.code === 'access.denied' ? 'OIDC_NO_ROLE' : 'OIDC_UNAVAILABLE';
}

/** Only name and message: what the library keeps beside them holds tokens. */
function causeOf(error: unknown): { name: string; message: string } | undefined {
  const { cause } = error as { cause?: unknown };
  return cause instanceof Error ? { name: cause.name, message: cause.message } : undefined;
}
