import {
  applyDecorators,
  createParamDecorator,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
  type ExecutionContext,
} from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { type z } from 'zod';
import { type RouteContract } from '@gare/contracts/route';
import { AppError } from '../errors/index.js';

export const ROUTE = Symbol('RouteContract');

const verbs = { GET: RequestMethod.GET, POST: RequestMethod.POST, PATCH: RequestMethod.PATCH, DELETE: RequestMethod.DELETE } as const;

/** Mounts a contract: verb, path, status, and the access the session guard enforces. */
export function Route(contract: RouteContract): MethodDecorator {
  return applyDecorators(
    RequestMapping({ path: contract.path.replace(/\{(\w+)\}/g, ':$1'), method: verbs[contract.method] }),
    HttpCode(contract.status ?? 200),
    SetMetadata(ROUTE, contract),
  );
}

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** What a controller receives of a contract. */
export interface InputOf<Contract extends RouteContract> {
  params: Parsed<NonNullable<Contract['params']>>;
  query: Parsed<NonNullable<Contract['query']>>;
  body: Parsed<NonNullable<Contract['body']>>;
}

function parsePart(schema: z.ZodType | undefined, value: unknown, part: string): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  throw new AppError('request.invalid', {
    issues: parsed.error.issues.map((issue) => ({ path: [part, ...issue.path].join('/').replace(/^body\//, ''), message: issue.message })),
  });
}

/**
 * The request as its contract describes it.
 * @throws AppError request.invalid, with every place that is wrong.
 */
export const Input = createParamDecorator((contract: RouteContract, context: ExecutionContext): InputOf<RouteContract> => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return {
    params: parsePart(contract.params, request.params, 'params'),
    query: parsePart(contract.query, request.query, 'query'),
    body: contract.consumes === undefined ? parsePart(contract.body, request.body, 'body') : undefined,
  };
});
