import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { type Actor } from '@gare/domain/access/actor';
import { AppError } from '../errors/index.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the session guard. */
    actor?: Actor;
    sessionHash?: string;
  }
}

/** Who is calling, as the session guard found. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!actor) throw new AppError('session.required');
  return actor;
});
