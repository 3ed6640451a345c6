import { canonicalJson } from '@gare/domain/audit/canonical-json';
import { type Clause } from '@gare/domain/clauses/clause';
import { readZipDirectory, writeCanonicalZip, inflateEntry, type ZipPart } from '@gare/platform/docx';
import { type CommunityImportView, type CommunityView } from '@gare/contracts/community';
import { type KindExamination } from '@gare/contracts/kinds';
import { type ClauseView } from '@gare/contracts/clauses';
import { newSigningPair } from '../../libs/community/src/bundle/signing-key.js';
import { writeBundle, type EntryToWrite } from '../../libs/community/src/bundle/write-bundle.js';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

/** Models and clauses between Provinces: what one signs another takes in, checked to the last byte and never silently. */

let product: TestProduct;
let director: Visitor;
const other = newSigningPair();
const createdAt = new Date('2026-11-20T09:00:00.000Z');
const provenance = [{ ente: 'Provincia di Terni', fingerprint: other.fingerprint, version: 'n. 3', at: createdAt.toISOString() }];

const clauseEntry = (clause: Clause): EntryToWrite => ({
  ...{ kind: 'CLAUSOLA', code: clause.code, title: clause.title, version: 'n. 3', provenance },
  files: [{ path: `clausole/${clause.code}.json`, data: Buffer.from(canonicalJson(clause)) }],
});
const bundleOf = (entries: readonly EntryToWrite[], pair = other): Buffer =>
  writeBundle({ signer: { name: 'Provincia di Terni', pair }, createdAt, entries });
const send = (bytes: Buffer): ReturnType<Visitor['upload']> =>
  director.upload('/api/community/imports', { name: 'terni.zip', bytes, type: 'application/zip' });

const fresh: Clause = {
  code: 'CL77',
  title: 'Clausola di prova di Terni',
  condition: 'lavori',
  legalBasis: [{ act: 'D.Lgs. 36/2023', articles: ['119'] }],
  validFrom: '2024-12-31',
  validTo: null,
  owner: 'SUA',
  protected: true,
  texts: [{ form: '', title: 'Testo', documents: ['D33'], text: 'Primo capoverso.\n\nSecondo capoverso per {oggetto}.\n\nTerzo.' }],
  alternatives: [],
};

/** The archive with one file put in place of another, everything else as it was. */
function withFile(bundle: Buffer, name: string, data: Buffer): Buffer {
  const directory = readZipDirectory(bundle);
  if (!directory.ok) throw new Error(directory.message);
  const parts: ZipPart[] = directory.entries.filter((entry) => entry.name !== name);
  return writeCanonicalZip([...parts, { name, data }]);
}

function filesOf(bundle: Buffer, below: string): { path: string; data: Buffer }[] {
  const directory = readZipDirectory(bundle);
  if (!directory.ok) throw new Error(directory.message);
  return directory.entries
    .filter(({ name }) => name.startsWith(below))
    .map((entry) => ({ path: entry.name, data: inflateEntry(entry) ?? Buffer.alloc(0) }));
}

function contentOf(bundle: Buffer, name: string): string {
  const directory = readZipDirectory(bundle);
  const entry = directory.ok ? directory.entries.find((candidate) => candidate.name === name) : undefined;
  return (entry && inflateEntry(entry)?.toString('utf8')) ?? '';
}

beforeAll(async () => {
  product = await startTestProduct();
  director = await product.signIn('dirigente@perugia.example');
});
afterAll(() => product.stop());

it('makes the own key once and gives on clauses, models with their tests and kinds, signed', async () => {
  expect(await director.send('GET', '/api/community/bundle?clauses=CL05')).toMatchObject({
    status: 409,
    body: { code: 'community.no_key' },
  });
  const { body: first } = await director.post<CommunityView>('/api/community/key', { name: 'Provincia di Perugia' });
  const { body: again } = await director.post<CommunityView>('/api/community/key', { name: 'Provincia di Perugia' });
  const own = first.signers.filter((signer) => signer.own);
  expect(again.signers).toEqual(first.signers);
  expect(own).toHaveLength(1);
  const bundle = await director.download('/api/community/bundle?clauses=CL05,CL13&models=D33&kinds=GARA');
  const manifest = JSON.parse(contentOf(bundle, 'bundle.json')) as {
    signer: unknown;
    entries: { code: string; files: { path: string }[] }[];
  };
  expect(manifest.signer).toMatchObject({ name: 'Provincia di Perugia', fingerprint: own[0]?.fingerprint });
  expect(manifest.entries.map(({ code }) => code)).toEqual(['CL05', 'CL13', 'D33', 'GARA']);
  expect(manifest.entries[2]?.files.map(({ path }) => path)).toContain('modelli/D33/prove/tipico.json');
  expect(contentOf(bundle, 'clausole/CL05.json')).toContain('"code":"CL05"');
  // The own bundle is taken in again, and says that nothing is new.
  const { status, body } = await director.upload('/api/community/imports', { name: 'modelli.zip', bytes: bundle, type: 'application/zip' });
  const { entries } = body as unknown as CommunityImportView;
  expect([status, entries.map(({ state }) => state)]).toEqual([201, ['same', 'same', 'same', 'same']]);
  // Its trials were run when it came, and gave the documents accepted here.
  const sets = manifest.entries[2]?.files.filter(({ path }) => path.endsWith('.json') && path.includes('/prove/')).length;
  expect(sets).toBeGreaterThanOrEqual(3);
  expect(entries[2]).toMatchObject({ trials: { run: sets, passed: sets } });
  expect(entries[2]?.findings.filter((finding) => finding.startsWith('Prova'))).toEqual([]);
});

it('takes nothing from a signer it does not know, and tells the fingerprint to ask for', async () => {
  const { status, body } = await send(bundleOf([clauseEntry(fresh)]));
  expect(status).toBe(422);
  expect(body).toMatchObject({ code: 'community.unknown_signer', issues: [{ message: `Impronta della chiave: ${other.fingerprint}` }] });
  const { body: page } = await director.get<CommunityView>('/api/community');
  expect(page.imports.filter(({ signer }) => signer.includes('Terni'))).toEqual([]);
});

it('refuses a key that is none, and knows one once', async () => {
  const wrong = await director.post('/api/community/signers', { name: 'Provincia di Terni', publicKey: 'A'.repeat(60) });
  expect(wrong).toMatchObject({ status: 422, body: { code: 'community.key', issues: [{ path: 'publicKey' }] } });
  const signer = { name: 'Provincia di Terni', publicKey: other.publicKey };
  expect((await director.post('/api/community/signers', signer)).status).toBe(200);
  expect(await director.post('/api/community/signers', signer)).toMatchObject({ status: 422, body: { code: 'community.key' } });
});

describe('a bundle that is not what was signed', () => {
  const bundle = bundleOf([clauseEntry(fresh)]);
  const changed = Buffer.from(canonicalJson({ ...fresh, title: 'Clausola di prova di Ternj' }));
  const manifest = contentOf(bundle, 'bundle.json');
  it.each([
    ['one byte of a file', () => withFile(bundle, 'clausole/CL77.json', changed), 'clausole/CL77.json'],
    ['the list itself', () => withFile(bundle, 'bundle.json', Buffer.from(manifest.replace('Terni', 'Ternj'))), 'firma.json'],
    ['a file that is not listed', () => withFile(bundle, 'clausole/CL78.json', changed), 'clausole/CL78.json'],
    ['no signature', () => withFile(bundle, 'firma.json', Buffer.from('{}')), 'firma.json'],
    ['no archive', () => Buffer.from('PK nothing'), ''],
    [
      'a clause that is none',
      () => bundleOf([{ ...clauseEntry(fresh), files: [{ path: 'clausole/CL77.json', data: Buffer.from('{}') }] }]),
      'clausole/CL77.json',
    ],
    [
      'a kind with an error',
      () =>
        bundleOf([
          { ...clauseEntry(fresh), kind: 'TIPO', code: 'GARA', files: [{ path: 'tipi/GARA.json', data: Buffer.from('{"code":"GARA"}') }] },
        ]),
      'tipi/GARA.json',
    ],
    [
      'a model that is no Word file',
      () =>
        bundleOf([
          {
            ...clauseEntry(fresh),
            ...{ kind: 'MODELLO', code: 'D33' },
            files: [
              { path: 'modelli/D33/manifest.json', data: Buffer.from('{}') },
              { path: 'modelli/D33/template.docx', data: Buffer.from('PK') },
            ],
          },
        ]),
      'modelli/D33/template.docx',
    ],
  ] as const)('is refused at the place: %s', async (_, make, path) => {
    const before = await director.get<CommunityView>('/api/community');
    expect(await send(make())).toMatchObject({ status: 422, body: { code: 'community.refused', issues: [{ path }] } });
    expect((await director.get<CommunityView>('/api/community')).body).toEqual(before.body);
  });
});

describe('a clause of another Province', () => {
  const paragraphs = (text: string): Clause => ({ ...fresh, texts: fresh.texts.map((one) => ({ ...one, text })) });
  const receive = async (clause: Clause): Promise<CommunityImportView> =>
    (await send(bundleOf([clauseEntry(clause)]))).body as unknown as CommunityImportView;
  const take = (id: string, sides: object): ReturnType<Visitor['post']> =>
    director.post(`/api/community/imports/${id}/clauses/CL77`, { sides });
  const clause = async (): Promise<ClauseView> => (await director.get<ClauseView>('/api/clauses/CL77')).body;
  const publish = async ({ versions }: ClauseView, endsPrevious: boolean): Promise<void> => {
    const draft = versions.find(({ state }) => state === 'BOZZA');
    const answer = await director.post(`/api/clauses/versions/${draft?.id ?? ''}/publications`, { endsPrevious });
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([200, expect.any(String)]);
  };

  it('comes as a draft with where it is from, and is in force only when somebody publishes it', async () => {
    const came = await receive(fresh);
    expect(came.entries).toMatchObject([{ code: 'CL77', state: 'new', provenance, findings: [], taken: null }]);
    const { status, body } = await take(came.id, {});
    expect([status, body]).toEqual([201, { version: expect.any(String) as unknown }]);
    expect((await clause()).versions.map(({ state }) => state)).toEqual(['BOZZA']);
    expect((await receive(fresh)).id).toBe(came.id);
    expect((await director.get<CommunityImportView>(`/api/community/imports/${came.id}`)).body.entries[0]?.taken).not.toBeNull();
    await publish(await clause(), false);
  });

  it('changed here and there at different places: both changes stand in the draft', async () => {
    const ours = paragraphs('Primo capoverso nostro.\n\nSecondo capoverso per {oggetto}.\n\nTerzo.');
    const { body: drafted } = await director.post<ClauseView>('/api/clauses/CL77/versions', { ...ours, validFrom: '2026-01-01' });
    await publish(drafted, true);
    const came = await receive(paragraphs('Primo capoverso.\n\nSecondo capoverso per {oggetto}.\n\nTerzo di Terni.'));
    expect(came.entries[0]?.parts).toMatchObject([{ path: 'texts/', state: 'theirs' }]);
    await take(came.id, {});
    const draft = (await clause()).versions.find(({ state }) => state === 'BOZZA');
    expect(draft?.content.texts[0]?.text).toBe('Primo capoverso nostro.\n\nSecondo capoverso per {oggetto}.\n\nTerzo di Terni.');
    expect(draft?.validFrom).toBe('2026-01-01');
  });

  it('changed here and there at the same place: nothing is taken until somebody decides', async () => {
    const came = await receive(paragraphs('Primo capoverso di Terni.\n\nSecondo capoverso per {oggetto}.\n\nTerzo di Terni.'));
    expect(came.entries[0]).toMatchObject({ state: 'conflict' });
    const conflict = came.entries[0]?.parts.find(({ state }) => state === 'conflict');
    expect(conflict).toMatchObject({ ours: 'Primo capoverso nostro.', theirs: 'Primo capoverso di Terni.' });
    expect(await take(came.id, {})).toMatchObject({
      status: 409,
      body: { code: 'community.undecided', issues: [{ path: conflict?.path }] },
    });
    await take(came.id, { [conflict?.path ?? '']: 'theirs' });
    const draft = (await clause()).versions.find(({ state }) => state === 'BOZZA');
    expect(draft?.content.texts[0]?.text).toMatch(/^Primo capoverso di Terni\./);
  });

  it('given on again says every Province it passed through', async () => {
    const bundle = await director.download('/api/community/bundle?clauses=CL77');
    const manifest = JSON.parse(contentOf(bundle, 'bundle.json')) as { entries: { provenance: { ente: string }[] }[] };
    expect(manifest.entries[0]?.provenance.map(({ ente }) => ente)).toEqual(['Provincia di Terni', 'Provincia di Perugia']);
  });
});

it('runs the trials that came with a model before anything is taken, and tells what they gave', async () => {
  const own = await director.download('/api/community/bundle?models=D45');
  const files = filesOf(own, 'modelli/D45/');
  const changed = files.map(({ path, data }) => {
    if (path.endsWith('minimo.golden.txt'))
      return { path, data: Buffer.from(data.toString('utf8').replace(/\n([^\n]+)\n/, '\n$1 di Terni\n')) };
    return path.endsWith('completo.json')
      ? { path, data: Buffer.from('{"scheda":{"__proto__":{}},"da":"../../package"}') }
      : { path, data };
  });
  const entry: EntryToWrite = { kind: 'MODELLO', code: 'D45', title: 'Modulo di sopralluogo', version: '1.9', provenance, files: changed };
  const { body } = await send(bundleOf([entry]));
  const [model] = (body as unknown as CommunityImportView).entries;
  const run = files.filter(({ path }) => path.includes('/prove/') && path.endsWith('.json')).length;
  expect(model).toMatchObject({ trials: { run, passed: run - 2 }, taken: null });
  const told = model?.findings.join('\n\n') ?? '';
  expect(told).toMatch(/Prova «minimo»: una differenza dal documento accettato[^]*\n {4}- .* di Terni\n {4}\+ /);
  expect(told).toContain('Prova «completo»: i dati della prova non sono scritti come serve.');
});

it('a kind goes in by the page of kinds: its text as it was signed, known by its hash once published', async () => {
  const own = await director.download('/api/community/bundle?kinds=RILEVAZIONE');
  const text = contentOf(own, 'tipi/RILEVAZIONE.json').replace(/"version": "[\d.]+"/, '"version": "8.0.0"');
  const entry: EntryToWrite = {
    ...{ kind: 'TIPO', code: 'RILEVAZIONE', title: 'Rilevazione', version: '8.0.0', provenance },
    files: [{ path: 'tipi/RILEVAZIONE.json', data: Buffer.from(text) }],
  };
  const came = (await send(bundleOf([entry]))).body as unknown as CommunityImportView;
  expect(came.entries).toMatchObject([{ state: 'update', findings: [], taken: null }]);
  const { body: given } = await director.get<{ text: string; signer: string }>(`/api/community/imports/${came.id}/kinds/RILEVAZIONE`);
  expect(given).toEqual({ text, signer: 'Provincia di Terni' });
  expect((await director.get(`/api/community/imports/${came.id}/kinds/GARA`)).status).toBe(404);
  const { body: examined } = await director.post<KindExamination>('/api/kinds/examinations', { text: given.text });
  expect(examined).toMatchObject({ findings: [], version: '8.0.0+PG' });
  const motivation = 'Presa dal pacchetto della Provincia di Terni';
  const published = await director.post('/api/kinds/versions', { text, sha256: examined.sha256, motivation });
  expect(published.status).toBe(201);
  const { body: after } = await director.get<CommunityImportView>(`/api/community/imports/${came.id}`);
  expect(after.entries).toMatchObject([{ state: 'same', taken: { by: expect.any(String) as unknown } }]);
  const given2 = JSON.parse(contentOf(await director.download('/api/community/bundle?kinds=RILEVAZIONE'), 'bundle.json')) as typeof came;
  expect(given2.entries[0]?.provenance.map(({ ente }) => ente)).toEqual(['Provincia di Terni', 'Provincia di Perugia']);
});

it('takes a model as a draft of the own library, checked like an upload', async () => {
  const own = await director.download('/api/community/bundle?models=D45');
  const model = (name: string): Buffer => Buffer.from(contentOf(own, name), 'utf8');
  const directory = readZipDirectory(own);
  const docx = directory.ok ? directory.entries.find(({ name }) => name === 'modelli/D45/template.docx') : undefined;
  const entry: EntryToWrite = {
    ...{ kind: 'MODELLO', code: 'D45', title: 'Modulo di sopralluogo', version: '2.0', provenance },
    files: [
      { path: 'modelli/D45/manifest.json', data: model('modelli/D45/manifest.json') },
      { path: 'modelli/D45/template.docx', data: (docx && inflateEntry(docx)) ?? Buffer.alloc(0) },
    ],
  };
  const came = (await send(bundleOf([entry]))).body as unknown as CommunityImportView;
  expect(came.entries).toMatchObject([{ kind: 'MODELLO', code: 'D45', state: 'same' }]);
  const take = (): ReturnType<Visitor['post']> =>
    director.post(`/api/community/imports/${came.id}/models/D45`, { version: '2.0', validFrom: '2027-01-01' });
  const { status, body } = await take();
  expect([status, body]).toEqual([201, { version: expect.any(String) as unknown }]);
  const { body: draft } = await director.get(`/api/templates/${String((body as { version?: string }).version)}`);
  expect(draft).toMatchObject({ code: 'D45', version: '2.0', state: 'BOZZA', validFrom: '2027-01-01', blocking: 0 });
  expect(await take()).toMatchObject({ status: 409, body: { code: 'template.version_taken' } });
});

it('takes no more of a signer that was revoked, and a comune changes nothing', async () => {
  const { body } = await director.get<CommunityView>('/api/community');
  const terni = body.signers.find(({ name }) => name === 'Provincia di Terni');
  const revoked = await director.post(`/api/community/signers/${terni?.id ?? ''}/revoke`, { reason: 'Chiave smarrita da Terni' });
  expect(revoked.status).toBe(200);
  expect(await send(bundleOf([clauseEntry({ ...fresh, title: 'Altro titolo di Terni' })]))).toMatchObject({
    body: { code: 'community.unknown_signer' },
  });
  const rup = await product.signIn('rup@montone.example');
  expect((await rup.get<CommunityView>('/api/community')).body.whyNot).toContain('Può farlo: dirigente della SUA, ufficio legale.');
  expect((await rup.post('/api/community/key', { name: 'Comune di Montone' })).status).toBe(403);
});
