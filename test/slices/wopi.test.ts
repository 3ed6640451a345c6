import { generateKeyPairSync } from 'node:crypto';
import { type DocumentVersionView } from '@gare/contracts/documents';
import { type OfficeState } from '@gare/contracts/office';
import { type Problem } from '@gare/contracts/problem';
import { wordBody, wordFile, wordParagraph } from '../fixtures/word-files.js';
import { openDossier } from '../harness/dossiers.js';
import { startOfficeServer, type OfficeServer, type WopiAnswer, type WopiRequest } from '../harness/office-server.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';

const knownAs = 'https://sua.example';
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const text = (words: string): Buffer => wordBody(wordParagraph(words));

let office: OfficeServer;
let product: TestProduct;
let rup: Visitor;

beforeAll(async () => {
  office = await startOfficeServer(knownAs);
  product = await startTestProduct({ environment: { WOPI_CLIENT_URL: office.url, WOPI_HOST_URL: knownAs }, worker: false });
  rup = await product.signIn('rup@montone.example');
});
afterAll(async () => {
  await product.stop();
  await office.stop();
});

interface Opened {
  readonly dossierId: string;
  readonly fileId: string;
  readonly path: string;
  readonly token: string;
  readonly expiresAtMs: number;
}

const statePath = (dossierId: string): string => `/api/dossiers/${dossierId}/documents/D03/office`;
const bring = (dossierId: string, bytes: Buffer) =>
  rup.upload(`/api/dossiers/${dossierId}/documents/D03/upload`, { name: 'istanza.docx', bytes, type: wordType });
const state = async (dossierId: string): Promise<OfficeState> => (await rup.get<OfficeState>(statePath(dossierId))).body;
const versions = async (dossierId: string): Promise<DocumentVersionView[]> =>
  (await rup.get<{ items: DocumentVersionView[] }>(`/api/dossiers/${dossierId}/documents/D03/versions`)).body.items;

async function opened(mode: 'edit' | 'view' = 'edit', visitor = rup): Promise<Opened> {
  const dossierId = await openDossier(rup, 'Servizio di refezione scolastica del Comune di Montone');
  expect((await bring(dossierId, text('Prima'))).status).toBe(201);
  const { status, body } = await visitor.post<{ token: string; address: string; expiresAtMs: number }>(statePath(dossierId), { mode });
  expect(status).toBe(200);
  const source = new URL(new URL(body.address).searchParams.get('WOPISrc') ?? '');
  expect(body.address).toContain(`${office.url}/browser/cool.html`);
  expect(source.origin).toBe(knownAs);
  return { dossierId, fileId: source.pathname.split('/').at(-1) ?? '', path: source.pathname, ...body };
}

const ask = ({ path, token }: Pick<Opened, 'path' | 'token'>, request: Partial<WopiRequest> & { at?: number } = {}, below = '') =>
  office.ask(path + below, { host: product.url, token, at: Date.now(), ...request });
const lock = (file: Opened, override: string, id: string, more: Record<string, string> = {}): Promise<WopiAnswer> =>
  ask(file, { method: 'POST', headers: { 'x-wopi-override': override, 'x-wopi-lock': id, ...more } });
const put = (file: Opened, id: string, body: Buffer, more: Record<string, string> = {}): Promise<WopiAnswer> =>
  ask(file, { method: 'POST', body, headers: { 'x-wopi-override': 'PUT', 'x-wopi-lock': id, ...more } }, '/contents');

/** How a request on the lock was refused: status, the lock in the way, and whether a reason is given for the log. */
const refusal = ({ status, headers }: WopiAnswer): unknown[] => [
  status,
  headers.get('x-wopi-lock'),
  (headers.get('x-wopi-lockfailurereason') ?? '') !== '',
];
const info = async (file: Opened): Promise<Record<string, unknown>> =>
  JSON.parse((await ask(file)).bytes.toString()) as Record<string, unknown>;

describe('a document in an office server', () => {
  it('is told and given, as large as the server can take it', async () => {
    const file = await opened();
    expect(file.expiresAtMs).toBeGreaterThan(Date.now());
    const said = await info(file);
    expect(said).toMatchObject({
      ...{ UserCanWrite: true, ReadOnly: false, Version: '1.0', Size: text('Prima').length, PostMessageOrigin: 'http://localhost:3000' },
      ...{ SupportsUpdate: true, SupportsLocks: true, SupportsGetLock: true, SupportsExtendedLockLength: true },
      ...{ SupportsRename: false, SupportsDeleteFile: false, UserCanNotWriteRelative: true },
    });
    for (const id of ['OwnerId', 'UserId']) expect(said[id]).toMatch(/^[0-9a-f-]{36}$/);
    expect(said['LastModifiedTime']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(said['UserFriendlyName']).toContain('Lucia Bianchi');
    expect(said['BaseFileName']).toMatch(/\.docx$/);
    const answer = await ask(file, {}, '/contents');
    expect(answer.bytes.equals(text('Prima'))).toBe(true);
    expect(answer.headers.get('x-wopi-itemversion')).toBe('1.0');
    expect((await ask(file, { headers: { 'x-wopi-maxexpectedsize': '2147483647' } }, '/contents')).status).toBe(200);
    expect((await ask(file, { headers: { 'x-wopi-maxexpectedsize': '10' } }, '/contents')).status).toBe(412);
  });

  it('is locked by one at a time', async () => {
    const file = await opened();
    expect((await lock(file, 'LOCK', 'A')).status).toBe(200);
    // Asked again it is a refresh; of a lock that is taken nothing is said but to who is refused.
    const again = await lock(file, 'LOCK', 'A');
    expect([again.status, again.headers.get('x-wopi-lock'), again.headers.get('x-wopi-itemversion')]).toEqual([200, null, '1.0']);
    for (const override of ['LOCK', 'REFRESH_LOCK', 'UNLOCK']) expect(refusal(await lock(file, override, 'B'))).toEqual([409, 'A', true]);
    expect(refusal(await lock(file, 'LOCK', 'B', { 'x-wopi-oldlock': 'C' }))).toEqual([409, 'A', true]);
    expect((await lock(file, 'REFRESH_LOCK', 'A')).status).toBe(200);
    expect((await lock(file, 'LOCK', 'B', { 'x-wopi-oldlock': 'A' })).status).toBe(200);
    expect(refusal(await lock(file, 'REFRESH_LOCK', 'A'))).toEqual([409, 'B', true]);
    expect((await lock(file, 'GET_LOCK', '')).headers.get('x-wopi-lock')).toBe('B');
    expect((await state(file.dossierId)).locked).toBe(true);
    expect((await lock(file, 'UNLOCK', 'B')).status).toBe(200);
    expect((await lock(file, 'GET_LOCK', '')).headers.get('x-wopi-lock')).toBe('');
    // Where there is none, all that needs one is refused with an empty name.
    for (const override of ['REFRESH_LOCK', 'UNLOCK']) expect(refusal(await lock(file, override, 'B'))).toEqual([409, '', true]);
    expect(refusal(await lock(file, 'LOCK', 'C', { 'x-wopi-oldlock': 'B' }))).toEqual([409, '', true]);
    expect((await lock(file, 'LOCK', 'x'.repeat(1025))).status).toBe(400);
    expect((await lock(file, 'LOCK', '')).status).toBe(400);
    const notOffered = ['PUT_RELATIVE', 'DELETE', 'RENAME_FILE', 'PUT_USER_INFO', 'GET_SHARE_URL', ''];
    for (const override of notOffered) expect((await lock(file, override, 'A')).status).toBe(501);
    expect((await put(file, 'A', text('Altro'), { 'x-wopi-override': 'PUT_RELATIVE' })).status).toBe(501);
  });

  it('is saved under the lock, kept beside the version, and becomes one when the work ends', async () => {
    const file = await opened();
    expect(refusal(await put(file, '', text('Senza chiave')))).toEqual([409, '', true]);
    await lock(file, 'LOCK', 'A');
    expect(refusal(await put(file, 'B', text('Di un altro')))).toEqual([409, 'A', true]);
    const saved = await put(file, 'A', text('Seconda'));
    expect([saved.status, saved.headers.get('x-wopi-itemversion')]).toEqual([200, '1.1']);
    const { LastModifiedTime } = JSON.parse(saved.bytes.toString()) as { LastModifiedTime: string };
    expect(await state(file.dossierId)).toMatchObject({ copy: { savedBy: 'Lucia Bianchi', from: 1, current: 1 } });
    expect((await ask(file, {}, '/contents')).bytes.equals(text('Seconda'))).toBe(true);

    const stale = await put(file, 'A', text('Da una copia vecchia'), { 'x-cool-wopi-timestamp': '2026-01-01T00:00:00.000Z' });
    expect([stale.status, JSON.parse(stale.bytes.toString())]).toEqual([409, { COOLStatusCode: 1010 }]);
    expect((await put(file, 'A', text('Terza'), { 'x-cool-wopi-timestamp': LastModifiedTime })).status).toBe(200);

    expect((await lock(file, 'UNLOCK', 'A')).status).toBe(200);
    expect(await versions(file.dossierId)).toMatchObject([{ version: 2, createdBy: 'Lucia Bianchi' }, { version: 1 }]);
    expect(
      (await rup.download(`/api/dossiers/${file.dossierId}/documents/D03/versions/2/file?format=original`)).equals(text('Terza')),
    ).toBe(true);
    expect(await state(file.dossierId)).toMatchObject({ copy: null, locked: false });
    expect((await rup.post(`${statePath(file.dossierId)}/conclusion`, { keep: true, over: null })).status).toBe(204);
    expect(await versions(file.dossierId)).toHaveLength(2);
  });

  it('never covers a version that came in between: a person chooses', async () => {
    const file = await opened();
    await lock(file, 'LOCK', 'A');
    await put(file, 'A', text('Nell’editor'));
    expect((await bring(file.dossierId, text('Di una collega'))).status).toBe(201);
    expect((await lock(file, 'UNLOCK', 'A')).status).toBe(200);
    expect(await state(file.dossierId)).toMatchObject({ copy: { from: 1, current: 2 } });
    const conclude = (body: object) => rup.post<Problem>(`${statePath(file.dossierId)}/conclusion`, body);
    expect(await conclude({ keep: true, over: null })).toMatchObject({ status: 409, body: { code: 'wopi.moved_on' } });
    expect((await conclude({ keep: true, over: 2 })).status).toBe(204);
    expect(await versions(file.dossierId)).toHaveLength(3);

    await lock(file, 'LOCK', 'A');
    await put(file, 'A', text('Da non tenere'), { 'x-cool-wopi-isexitsave': 'false' });
    const aside = (await info(file))['Version'];
    expect((await conclude({ keep: false, over: null })).status).toBe(204);
    expect(await state(file.dossierId)).toMatchObject({ copy: null });
    expect(await versions(file.dossierId)).toHaveLength(3);
    // Other words, another version: an office server keeps what it has read under that name.
    expect((await ask(file, {}, '/contents')).bytes.equals(text('Da non tenere'))).toBe(false);
    expect((await info(file))['Version']).not.toBe(aside);
  });

  it('nor one that came after the text was opened and before it was first saved', async () => {
    const file = await opened();
    const { LastModifiedTime: opening } = await info(file);
    await lock(file, 'LOCK', 'A');
    expect((await bring(file.dossierId, text('Di una collega'))).status).toBe(201);
    // Collabora tells what it had read, and asks its user; ONLYOFFICE does not: then a person of the dossier chooses.
    const stale = await put(file, 'A', text('Collabora'), { 'x-cool-wopi-timestamp': String(opening) });
    expect([stale.status, JSON.parse(stale.bytes.toString())]).toEqual([409, { COOLStatusCode: 1010 }]);
    expect((await put(file, 'A', text('ONLYOFFICE'))).status).toBe(200);
    expect((await lock(file, 'UNLOCK', 'A')).status).toBe(200);
    expect(await state(file.dossierId)).toMatchObject({ copy: { from: 1, current: 2 } });
    expect(await versions(file.dossierId)).toHaveLength(2);
  });

  it('is not replaced by a hostile file', async () => {
    const file = await opened();
    await lock(file, 'LOCK', 'A');
    for (const body of [wordFile({ 'word/vbaProject.bin': 'x' }), Buffer.from('non è un documento'), Buffer.alloc(0)]) {
      expect((await put(file, 'A', body)).status).toBe(422);
    }
    expect(await state(file.dossierId)).toMatchObject({ copy: null });
    expect((await ask(file, {}, '/contents')).bytes.equals(text('Prima'))).toBe(true);
  });
});

describe('a token of an office server', () => {
  it('opens one file, for its person, from that server, now', async () => {
    const file = await opened();
    const other = await opened();
    expect((await ask(file)).status).toBe(200);
    const refused: readonly [Pick<Opened, 'path' | 'token'>, Partial<WopiRequest>][] = [
      [{ ...file, token: 'A'.repeat(43) }, {}],
      [{ ...file, token: '' }, {}],
      [{ ...file, path: other.path }, {}],
      [file, { at: Date.now() - 21 * 60_000 }],
      [file, { key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey }],
    ];
    for (const [where, how] of refused) expect((await ask(where, how)).status).toBe(401);
  });

  it('holds while the office server changes its key', async () => {
    const file = await opened();
    expect((await ask(file)).status).toBe(200);
    office.changeKey();
    expect((await ask(file)).status).toBe(200);
  });

  it('that is for reading writes nothing', async () => {
    const file = await opened('view');
    expect(JSON.parse((await ask(file)).bytes.toString())).toMatchObject({ UserCanWrite: false, ReadOnly: true });
    expect((await lock(file, 'LOCK', 'A')).status).toBe(403);
    expect((await put(file, 'A', text('Non si può'))).status).toBe(403);
  });

  it('ends with the session it was asked in', async () => {
    const visitor = await product.signIn('rup@montone.example');
    const file = await opened('edit', visitor);
    expect((await ask(file)).status).toBe(200);
    await visitor.send('DELETE', '/api/session');
    expect((await ask(file)).status).toBe(401);
  });
});
