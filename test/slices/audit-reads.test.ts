import { FixedClock } from '@gare/platform/clock';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { wordBody } from '../fixtures/word-files.js';
import { openDossier } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

const clock = new FixedClock(new Date('2026-11-20T09:00:00Z'));
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

let product: TestProduct;
let rup: Visitor;
let sua: Visitor;
let dossierId: string;

beforeAll(async () => {
  product = await startTestProduct({ worker: false, clock });
  rup = await product.signIn('rup@montone.example');
  sua = await product.signIn('sua@perugia.example');
  dossierId = await openDossier(rup, 'Servizio di pulizia degli uffici comunali');
  const bytes = wordBody('<w:p><w:r><w:t>Nomina del RUP</w:t></w:r></w:p>');
  const { status } = await rup.upload(`/api/dossiers/${dossierId}/documents/D06/upload`, { name: 'nomina.docx', bytes, type: wordType });
  expect(status).toBe(201);
});
afterAll(() => product.stop());

const file = (version: number, more = ''): string =>
  `/api/dossiers/${dossierId}/documents/D06/versions/${version}/file?format=original${more}`;
const reads = (): Promise<{ summary: string; person: string; details: object }[]> =>
  product.services.query(
    `select summary, person, details from audit_entries where dossier_id = $1 and action = 'document.read' order by sequence`,
    [dossierId],
  );

describe('reading a confidential document', () => {
  it('leaves one entry for a person, a version and a day, also when it is opened many times at once', async () => {
    await Promise.all(Array.from({ length: 8 }, () => sua.download(file(1, '&inline=true'))));
    await sua.download(file(1));
    expect(await reads()).toEqual([
      {
        summary: 'D06, versione 1: consultato',
        person: 'Marco Teste',
        details: { document: 'D06', version: 1, format: 'original', inline: true },
      },
    ]);
    await rup.download(file(1));
    expect((await reads()).map(({ person }) => person)).toEqual(['Marco Teste', 'Lucia Bianchi']);
  });

  it('leaves another on the next day in Italy', async () => {
    clock.advance(14.5 * 3_600_000);
    sua = await product.signIn('sua@perugia.example');
    await sua.download(file(1));
    await sua.download(file(1));
    expect((await reads()).map(({ summary }) => summary).slice(2)).toEqual(['D06, versione 1: scaricato']);
  });

  it('leaves none for a version that is not there, and none once the dossier is public', async () => {
    expect((await sua.get(file(7))).status).toBe(404);
    clock.advance(24 * 3_600_000);
    sua = await product.signIn('sua@perugia.example');
    await product.services.query(`update dossiers set state = 'PUBBLICATA' where id = $1`, [dossierId]);
    await sua.download(file(1));
    expect(await reads()).toHaveLength(3);
    // Suspended after its publication it is public still; suspended before, it is not.
    await product.services.query(`update dossiers set state = 'SOSPESA', previous_state = 'PUBBLICATA' where id = $1`, [dossierId]);
    await sua.download(file(1));
    expect(await reads()).toHaveLength(3);
    await product.services.query(`update dossiers set previous_state = 'ISTRUTTORIA' where id = $1`, [dossierId]);
    await sua.download(file(1));
    expect(await reads()).toHaveLength(4);
  });
});
