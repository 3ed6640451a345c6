import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type FastifyRequest } from 'fastify';
import type {} from '@fastify/cookie';
import { type RouteContract } from '@gare/contracts/route';
import { dependsOnDossier } from '@gare/domain/access/dossier-access';
import { decide } from '@gare/domain/access/policy';
import { isPermission } from '@gare/domain/access/permissions';
import { AppError } from '@gare/platform/errors';
import { ROUTE } from '@gare/platform/http';
import { sessionCookie } from './session-cookie.js';
import { SessionsService } from './sessions.service.js';

/**
 * Stands before every route: a handler without a contract is refused, a public one passes, all others need a live
 * session, a CSRF token when they change something, and a role that holds the permission at least in the caller's body.
 * What hangs on the dossier (matrix, phase, declaration, leave to review) is the service's question (`ActorOnDossier`).
 */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionsService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const contract = this.reflector.get<RouteContract | undefined>(ROUTE, context.getHandler());
    if (!contract) throw new AppError('access.denied', { detail: 'Questa operazione non ha un permesso dichiarato.' });
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (contract.access === 'public') {
      this.requireOwnOrigin(request);
      return true;
    }
    const token = request.cookies[sessionCookie];
    const session = token === undefined ? null : await this.sessions.find(token);
    if (!session) throw new AppError('session.required');
    if (request.method !== 'GET') this.requireCsrfToken(request, session.tokenHash);
    const actor = { ...session.actor, correlationId: request.id };
    if (isPermission(contract.access)) {
      const decision = decide(actor, contract.access, actor);
      // What depends on the dossier the service decides, which knows it.
      if (!decision.allowed && !dependsOnDossier(contract.access)) throw new AppError('access.denied', { detail: decision.reason });
    }
    request.actor = actor;
    request.sessionHash = session.tokenHash;
    return true;
  }

  private requireCsrfToken(request: FastifyRequest, tokenHash: string): void {
    const given = request.headers['x-csrf-token'];
    if (typeof given !== 'string' || !this.sessions.isCsrfToken(tokenHash, given)) throw new AppError('session.csrf');
  }

  /** Signing in from a foreign page would put the visitor into somebody else's session. */
  private requireOwnOrigin(request: FastifyRequest): void {
    const site = request.headers['sec-fetch-site'];
    if (request.method !== 'GET' && (site === 'cross-site' || site === 'same-site')) throw new AppError('session.csrf');
  }
}
