import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { routes } from '@gare/contracts/routes';
import { type RouteContract } from '@gare/contracts/route';
import { isPermission } from '@gare/domain/access/permissions';
import { ROUTE } from '@gare/platform/http';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

let product: TestProduct;
beforeAll(async () => {
  product = await startTestProduct({ worker: false });
});
afterAll(() => product.stop());

/** Every handler method of every controller that runs, with the contract it carries. */
function handlers(): { name: string; contract: RouteContract | undefined }[] {
  const scanner = new MetadataScanner();
  return product.api
    .get(DiscoveryService)
    .getControllers()
    .flatMap(({ instance, metatype }) => {
      const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
      return scanner
        .getAllMethodNames(prototype)
        .filter((method) => Reflect.hasMetadata('path', prototype[method] ?? {}))
        .map((method) => ({
          name: `${metatype?.name ?? '?'}.${method}`,
          contract: Reflect.getMetadata(ROUTE, prototype[method] ?? {}) as RouteContract | undefined,
        }));
    });
}

describe('every route', () => {
  it('is mounted from a contract, and every contract is mounted once', () => {
    const mounted = handlers();
    expect(mounted.length).toBeGreaterThan(15);
    expect(mounted.filter(({ contract }) => contract === undefined)).toEqual([]);
    expect(mounted.map(({ contract }) => contract?.id).sort()).toEqual(routes.map((route) => route.id).sort());
  });

  it('refuses a visitor without a session unless it is public', async () => {
    for (const route of routes.filter((candidate) => candidate.access !== 'public')) {
      const path = route.path
        .replace('{version}', '1')
        .replace('{code}', 'D33')
        .replace(/\{\w+\}/g, '00000000-0000-4000-8000-000000000000');
      const answer = await fetch(`${product.url}${path}`, { method: route.method });
      expect([route.id, answer.status]).toEqual([route.id, 401]);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    }
  });

  it('refuses a change without the CSRF token of the session', async () => {
    const visitor = await product.signIn('rup@montone.example');
    const { cookie = '' } = visitor.headers;
    for (const route of routes.filter((candidate) => candidate.method !== 'GET' && candidate.access !== 'public')) {
      const path = route.path
        .replace('{version}', '1')
        .replace('{code}', 'D33')
        .replace(/\{\w+\}/g, '00000000-0000-4000-8000-000000000000');
      const answer = await fetch(`${product.url}${path}`, { method: route.method, headers: { cookie } });
      expect([route.id, answer.status]).toEqual([route.id, 403]);
    }
  });

  it('refuses a role that does not hold its permission', async () => {
    const lawyer = await product.signIn('legale@perugia.example');
    const { status, body } = await lawyer.post('/api/dossiers', { oggetto: 'Servizio di prova del permesso' });
    expect(status).toBe(403);
    expect(body).toMatchObject({ code: 'access.denied' });
    expect(routes.filter((route) => isPermission(route.access)).length).toBeGreaterThan(10);
  });
});
