import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Service {
  readonly build?: { readonly dockerfile: string };
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly healthcheck?: { readonly test?: readonly string[] };
}

const { services } = parse(readFileSync('docker/compose.yml', 'utf8'), { merge: true }) as { services: Record<string, Service> };
const own = ['api', 'worker', 'collab'].map((name) => [name, services[name] ?? {}] as const);
const dockerfileOf = ({ build }: Service): string => readFileSync(build?.dockerfile ?? '', 'utf8');
/** Variables that an image sets for itself. */
const imageSets = (service: Service): string[] =>
  [...dockerfileOf(service).matchAll(/^ENV (.+)$/gm)].flatMap(([, line = '']) =>
    [...line.matchAll(/([A-Z_]+)=/g)].map(([, name = '']) => name),
  );

const folder = 'libs/platform/src/config';
const read = new Set(
  readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .flatMap((file) => [...readFileSync(`${folder}/${file}`, 'utf8').matchAll(/^ {2}([A-Z][A-Z0-9_]+): /gm)].map(([, name = '']) => name)),
);
/** Read, and rightly not asked of who runs the containers. */
const notInContainers = [
  'STORAGE_DIR',
  'STANDARDS_DIR',
  'PREFLIGHT_JAR',
  'OFFICE_START',
  'HOST',
  'PORT',
  'WEB_DIR',
  'TEMPLATES_DIR',
  'COLLAB_PORT',
  'COLLAB_HOST',
];

describe('the containers', () => {
  it.each(own)('%s is given only what the configuration reads', (_, { environment = {} }) => {
    expect(read.size).toBeGreaterThan(30);
    expect(Object.keys(environment).filter((name) => !read.has(name))).toEqual([]);
  });

  it.each(own)('%s can be given all that the configuration reads', (_, service) => {
    const given = [...Object.keys(service.environment ?? {}), ...imageSets(service), ...notInContainers];
    expect([...read].filter((name) => !given.includes(name))).toEqual([]);
  });

  it.each(own)('%s starts a program that is built', (_, service) => {
    const command = service.command?.join(' ') ?? /^CMD (.+)$/m.exec(dockerfileOf(service))?.[1] ?? '';
    const [, program = ''] = /(dist\/apps\/[a-z]+\/src\/main)\.js/.exec(command) ?? [];
    expect(existsSync(`${program.replace('dist/', '')}.ts`)).toBe(true);
    expect(existsSync(`${program}.js`)).toBe(true);
  });

  it.each([
    ['api', /^HEALTHCHECK .+\n\s+CMD (.+)$/m.exec(dockerfileOf(services['api'] ?? {}))?.[1], 'apps/web/src/api/schema.d.ts'],
    ['collab', services['collab']?.healthcheck?.test?.join(' '), 'libs/drafting/src/collab/collab-server.ts'],
  ])('%s is asked for its health where it tells it', (_, check = '', told) => {
    const path = /\/health\/[a-z]+/.exec(check)?.[0] ?? 'none';
    expect(readFileSync(told, 'utf8')).toMatch(new RegExp(`["']${path}["']`));
  });
});
