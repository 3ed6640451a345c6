import { readdir } from 'node:fs/promises';
import { type TestProduct } from '../harness/test-product.js';
import { wordBody } from '../fixtures/word-files.js';
import { parameter, type RoutePlace, type Victim } from './route-places.js';
import { type RunningRoute } from './running-routes.js';
import { wordType } from './two-provinces.js';

export interface Reply {
  readonly status: number;
  readonly type: string;
  /** Everything that came back: headers and body. */
  readonly text: string;
}

async function bodyOf(answer: Response): Promise<string> {
  if (!(answer.headers.get('content-type') ?? '').startsWith('text/event-stream')) return answer.text();
  const reader = answer.body?.getReader();
  const first = await reader?.read();
  await reader?.cancel();
  return Buffer.from(first?.value ?? []).toString();
}

function payload(place: RoutePlace, victim: Victim): { headers: Record<string, string>; body?: FormData | string } {
  if (place.upload) {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(wordBody('<w:p/>'))], { type: wordType }), 'estraneo.docx');
    return { headers: {}, body: form };
  }
  if (place.body === undefined) return { headers: {} };
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(place.body(victim)) };
}

/** Asks a running route for the thing of the victim, with the headers of whoever asks. */
export async function ask(
  product: TestProduct,
  { route, place, victim }: { route: RunningRoute; place: RoutePlace; victim: Victim },
  headers: Record<string, string>,
): Promise<Reply> {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => parameter(name, route.path, victim));
  const { headers: described, body } = route.method === 'GET' || route.method === 'HEAD' ? { headers: {} } : payload(place, victim);
  const answer = await fetch(`${product.url}${path}${place.query ?? ''}`, {
    method: route.method,
    headers: { ...headers, ...described },
    ...(body === undefined ? {} : { body }),
    redirect: 'manual',
    // An answer that does not end is a failure, not a hang.
    signal: AbortSignal.timeout(15_000),
  });
  const text = await bodyOf(answer);
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: `${JSON.stringify([...answer.headers])}\n${text}` };
}

/** Tables in which a request may leave something whoever it comes from. */
const mayChange = ['sessions', 'sign_in_attempts'];

/** All that is kept: a hash of the rows of each table and the list of stored files, to compare before and after. */
export async function everythingKept(product: TestProduct): Promise<Record<string, string>> {
  const { services } = product;
  const tables = await services.query<{ name: string }>(
    `select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where nspname = 'public' and relkind in ('r', 'p') order by 1`,
  );
  const watched = tables.map(({ name }) => name).filter((name) => !mayChange.includes(name));
  const hashes = watched.map(
    (name) =>
      `select '${name}' as name, count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ${name} t`,
  );
  const rows = await services.query<{ name: string; hash: string }>(hashes.join(' union all '));
  const { storage } = services.config;
  if (storage.driver !== 'fs') throw new Error('this test runs on the embedded store');
  const files = await readdir(storage.directory, { recursive: true }).catch(() => []);
  return { ...Object.fromEntries(rows.map(({ name, hash }) => [name, hash])), files: files.sort().join('\n') };
}
