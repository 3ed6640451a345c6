import { type z } from 'zod';
import { type Permission } from '@gare/domain/access/permissions';

/** Who may call a route: anybody, any signed-in person, or a holder of the permission on the dossier in the path. */
export type RouteAccess = 'public' | 'session' | Permission;

/**
 * One HTTP operation, declared once: the api mounts it, OpenAPI is generated from it, the web calls it.
 * `path` uses `{name}` for parameters, each described in `params`.
 */
export interface RouteContract<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: `/${string}`;
  readonly summary: string;
  readonly tag: string;
  readonly access: RouteAccess;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** Absent: 204, or a stream whose media type is `produces`. */
  readonly response?: Response;
  readonly status?: 200 | 201 | 202 | 204;
  /** Media type of a streamed answer (download, server-sent events). */
  readonly produces?: string;
  /** Media type of the request body where it is not JSON (uploads). */
  readonly consumes?: 'multipart/form-data';
}

/** Keeps the literal types of a contract, so that controllers and the client infer from it. */
export function defineRoute<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  route: RouteContract<P, Q, B, R>,
): RouteContract<P, Q, B, R> {
  return route;
}
