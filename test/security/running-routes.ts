import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { routes } from '@gare/contracts/routes';
import { type RouteContract } from '@gare/contracts/route';

/** A verb and a path that the server answers, e.g. `GET /api/dossiers/{dossierId}`. */
export interface RunningRoute {
  readonly method: string;
  readonly path: string;
}

const line = /^([│ ├└─]*)── (.*)$/;

/** What the router of the running server holds, read from the tree it prints: verbs it adds by itself (HEAD) too. */
export function runningRoutes(api: NestFastifyApplication): RunningRoute[] {
  const tree = api.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
  const above: string[] = [];
  return tree.split('\n').flatMap((text) => {
    const found = line.exec(text);
    if (!found) return [];
    const depth = Math.floor((found[1] ?? '').length / 4);
    const [, part = '', verbs] = /^(\S*?)(?: \(([A-Z, ]+)\))?$/.exec(found[2] ?? '') ?? [];
    above.splice(depth, above.length, part);
    const path = above.join('').replace(/:(\w+)/g, '{$1}');
    return (verbs ?? '').split(', ').flatMap((method) => (method === '' ? [] : [{ method, path }]));
  });
}

export const nameOf = ({ method, path }: RunningRoute): string => `${method} ${path}`;

/** The contract a running route is mounted from; HEAD answers as its GET does, without the body. */
export function contractOf({ method, path }: RunningRoute): RouteContract | undefined {
  return routes.find((route) => route.path === path && route.method === (method === 'HEAD' ? 'GET' : method));
}
