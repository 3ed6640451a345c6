import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DocumentView } from '@gare/contracts/documents';
import { arrediTuoro, puliziaMontone, scuolaMassaMartana } from '@gare/domain/scheda/samples/index';
import { type SchedaValues } from '@gare/domain/scheda/scheda-values';
import { KindLibrary } from '@gare/dossiers';
import { inspectPdfA } from '@gare/platform/pdf';
import { changesOf, openDossier, writeScheda } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';

/** Fields that the product knows by itself and nobody writes. */
const own = new Set(['codiceAppalto']);

let product: TestProduct;
let sua: Visitor;

beforeAll(async () => {
  product = await startTestProduct({ environment: { OFFICE_PROCESSES: '2' } });
  // In these small bodies whoever runs the office keeps the accounts too.
  await product.services.query(
    `insert into role_assignments select (jsonb_populate_record(null::role_assignments, to_jsonb(r) || jsonb_build_object('id', gen_random_uuid(), 'role', 'RAG'))).*
     from role_assignments r where role = 'DIR_COMUNE'`,
  );
  sua = await product.signIn('sua@perugia.example');
}, 120_000);
afterAll(() => product.stop());

interface Tender {
  readonly id: string;
  readonly comune: Visitor;
}

const documents = async ({ id }: Tender, visitor: Visitor): Promise<readonly DocumentView[]> =>
  (await visitor.get<{ items: DocumentView[] }>(`/api/dossiers/${id}/documents`)).body.items;

/** A dossier with this sheet, in the state in which both bodies draft. */
async function drafting(sheet: SchedaValues, account: string): Promise<Tender> {
  const comune = await product.signIn(account);
  const id = await openDossier(comune, sheet.oggetto ?? '', sua);
  const changes = changesOf(sheet).filter(({ path, value }) => !own.has(path) && value !== null && value !== undefined);
  const ofProvince = (path: string): boolean => ['rupSua', 'dirSua', 'rdpAffidamento'].includes(path);
  expect(
    await writeScheda(
      comune,
      id,
      changes.filter(({ path }) => !ofProvince(path)),
    ),
  ).toBe(200);
  expect(
    await writeScheda(
      sua,
      id,
      changes.filter(({ path }) => ofProvince(path)),
    ),
  ).toBe(200);
  await product.services.query("update dossiers set state = 'CO_REDAZIONE' where id = $1", [id]);
  return { id, comune };
}

/** Forms every document that is asked for up to the publication and those that are named, each by whoever drafts it. */
async function formAll(tender: Tender, also: readonly string[]): Promise<readonly DocumentView[]> {
  const asked = new Set<string>();
  for (const visitor of [tender.comune, sua]) {
    const views = await documents(tender, visitor);
    const codes = views.filter((view) => view.canGenerate && (isDue(view) || also.includes(view.code))).map(({ code }) => code);
    const mine = codes.filter((code) => !asked.has(code));
    for (const code of mine) asked.add(code);
    const { status, body } = await visitor.post(`/api/dossiers/${tender.id}/documents/generate`, { codes: mine });
    expect([status, body['detail'], body['issues']]).toEqual([202, undefined, undefined]);
    await visitor.until<{ items: DocumentView[] }>(
      `/api/dossiers/${tender.id}/documents`,
      ({ items }) => items.every(({ state }) => state !== 'GENERATING'),
      180_000,
    );
  }
  return documents(tender, sua);
}

/** A document that a template forms and that is asked for before the tender is published. */
function isDue({ requirement, format, phase }: DocumentView): boolean {
  const codes = product.api
    .get(KindLibrary)
    .require('GARA')
    .process.states.map(({ code }) => code);
  const before = codes.slice(0, codes.indexOf('PUBBLICATA'));
  return requirement === 'M' && format === 'tpl' && phase !== null && before.includes(phase.code);
}

describe('the templates of the release form as PDF/A', () => {
  it.each([
    [
      'works, open procedure',
      scuolaMassaMartana,
      'rup@massamartana.example',
      'D03 D04 D06 D06S D07 D11 D13 D14 D20 D21 D22 D23 D30 D33 D37 D40',
    ],
    [
      'services, negotiated procedure',
      puliziaMontone,
      'rup@montone.example',
      'D03 D04 D06 D06S D07 D10 D11 D12 D13 D14 D21 D22 D23 D25 D32 D37 D40',
    ],
    ['supplies, direct award', arrediTuoro, 'rup@tuoro.example', 'D03 D06 D06S D07 D13 D14 D21 D22 D25'],
  ] as const)(
    'all that %s asks for up to the publication',
    async (name, sheet, account, atLeast) => {
      const tender = await drafting(sheet, account);
      const views = await formAll(tender, atLeast.split(' '));
      const failed = views.filter(({ state }) => state === 'FAILED').map(({ code, reason }) => `${code}: ${reason ?? ''}`);
      expect(failed).toEqual([]);
      const ready = views.filter(({ state }) => state === 'READY');
      expect(ready.map(({ code }) => code)).toEqual(expect.arrayContaining(atLeast.split(' ')));
      // Nothing that a template could form and that is asked for is left out.
      const left = views.filter((view) => isDue(view) && view.state !== 'READY');
      expect(left.map(({ code }) => code)).toEqual([]);
      for (const { code, current } of ready) {
        expect(current?.pages ?? 0).toBeGreaterThan(0);
        const pdf = await sua.download(`/api/dossiers/${tender.id}/documents/${code}/versions/${current?.version ?? 0}/file?format=pdf`);
        expect(await inspectPdfA(pdf)).toMatchObject({ findings: [] });
        await keep(`${name}-${code}.pdf`, pdf);
      }
    },
    400_000,
  );
});

/** Leaves the files where a person looks at them, when a folder is named. */
async function keep(name: string, pdf: Buffer): Promise<void> {
  const folder = process.env['GARE_SHOTS'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name.replaceAll(/[ ,]+/g, '-')), pdf);
}
