import { createHash } from 'node:crypto';
import { DataSource } from 'typeorm';
import { NestFactory } from '@nestjs/core';
import { type INestApplicationContext } from '@nestjs/common';
import { AuditWorkerModule } from '@gare/audit/worker';
import { verifyAuditExport, type AuditExportVerification } from '@gare/domain/audit/audit-export';
import { DaySealing, sha256Hex } from '@gare/platform/audit';
import { FixedClock } from '@gare/platform/clock';
import { dataSourceOptions } from '@gare/platform/database';
import { PlatformModule } from '@gare/platform/runtime';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { RegistryChain1795305600013 } from '../../libs/platform/src/database/migrations/1795305600013-registry-chain.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

interface History {
  items: { sequence: number; action: string; person: string; details: { before?: object; after?: object } }[];
  total: number;
  sealed: { day: string; sequence: number } | null;
}

const clock = new FixedClock(new Date('2026-11-20T09:00:00Z'));
const suaId = demoEnteId('perugia');
const tuoro = demoEnteId('tuoro');
let product: TestProduct;
let background: INestApplicationContext;
let official: Visitor;
let rup: Visitor;
let stranger: Visitor;

beforeAll(async () => {
  product = await startTestProduct({ worker: false, clock });
  background = await NestFactory.createApplicationContext(
    { module: AuditWorkerModule, imports: [PlatformModule.with({ config: product.services.config, service: 'test', clock })] },
    { logger: false, abortOnError: false },
  );
  await everybodyComes();
});
afterAll(async () => {
  await background.close();
  await product.stop();
});

/** Also after the clock has moved: sessions of before have expired. */
async function everybodyComes(): Promise<void> {
  official = await product.signIn('dirigente@perugia.example');
  rup = await product.signIn('rup@tuoro.example');
  stranger = await product.signIn('rup@montone.example');
}

const digests = {
  text: sha256Hex,
  bytes: (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest()),
};
async function exported(visitor: Visitor, enteId: string): Promise<AuditExportVerification> {
  const text = (await visitor.download(`/api/enti/${enteId}/audit/export`)).toString('utf8');
  return verifyAuditExport(text.trimEnd().split('\n'), digests);
}
const history = async (visitor: Visitor, query = ''): Promise<History> =>
  (await visitor.get<History>(`/api/enti/${tuoro}/audit${query}`)).body;

describe('the acts on a body', () => {
  it('are a chain without gaps or forks, also where many change it at once, with original and changed values', async () => {
    const changes = Array.from({ length: 12 }, (_, index) => official.send('PATCH', `/api/enti/${tuoro}`, { popolazione: 3_600 + index }));
    expect((await Promise.all(changes)).map(({ status }) => status)).toEqual(changes.map(() => 200));
    const { items, total } = await history(rup);
    expect(total).toBe(12);
    expect(items.map(({ sequence }) => sequence)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(items[0]).toMatchObject({
      action: 'ente.changed',
      person: 'Carla Palomba',
      details: { before: { tipo: 'COMUNE' }, after: { tipo: 'COMUNE' } },
    });
    expect(await exported(rup, tuoro)).toMatchObject({
      ok: true,
      summary: { subject: { kind: 'ENTE', id: tuoro }, entries: 13, sealed: 0 },
    });
    expect((await history(rup, '?kind=audit')).items).toHaveLength(1);
  });

  it('are not for another comune, nor is its Province’s register for a comune', async () => {
    for (const path of [`/api/enti/${tuoro}/audit`, `/api/enti/${tuoro}/audit/export`]) {
      expect((await stranger.get(path)).status).toBe(404);
    }
    expect((await rup.get(`/api/enti/${suaId}/audit`)).status).toBe(403);
    expect((await official.get(`/api/enti/${suaId}/audit`)).status).toBe(200);
  });

  it('are covered by the seal of the day, and an act rewritten afterwards is found', async () => {
    clock.advance(86_400_000);
    expect(await background.get(DaySealing).sealPending(suaId)).toEqual(['2026-11-20']);
    await everybodyComes();
    expect((await history(rup)).sealed).toEqual({ day: '2026-11-20', sequence: 13 });
    expect(await exported(rup, tuoro)).toMatchObject({ ok: true, summary: { entries: 14, sealed: 13, seals: 1 } });
    await product.services.query(`update registry_acts set summary = 'Altro' where ente_id = $1 and sequence = 5`, [tuoro]);
    expect(await exported(rup, tuoro)).toMatchObject({ ok: false, fault: expect.stringContaining('Voce 5') as string });
  });
});

describe('acts recorded before there were chains', () => {
  it('are chained by the migration in the order of time', async () => {
    const query = (sql: string, values?: unknown[]): Promise<unknown[]> => product.services.query(sql, values);
    await query('delete from registry_acts');
    await query('drop function registry_append');
    await query('drop index registry_acts_of_day');
    await query('alter table registry_acts drop sequence, drop previous_hash, drop hash');
    await query('create index registry_acts_of_ente on registry_acts (ente_id, "at")');
    await query(
      `insert into registry_acts (id, sua_id, ente_id, "at", action, summary, person_id, person, "role", acting_ente_id, acting_ente, details)
       select gen_random_uuid(), $1, $2, '2026-10-01T08:00:00Z'::timestamptz + n * interval '1 hour', 'ente.changed', 'Però «' || n || '»', $1, 'Anna', null, $1,
         'Provincia', jsonb_build_object('n', n, 'testo', 'è') from generate_series(5, 1, -1) n`,
      [suaId, tuoro],
    );
    const source = await new DataSource(dataSourceOptions(product.services.ownerUrl, 1)).initialize();
    try {
      await new RegistryChain1795305600013().up(source.createQueryRunner());
    } finally {
      await source.destroy();
    }
    const { items } = await history(rup);
    expect(items.map(({ details }) => details)).toEqual([5, 4, 3, 2, 1].map((n) => ({ n, testo: 'è' })));
    await product.services.query('delete from audit_sealed_heads where subject_id = $1', [tuoro]);
    expect(await exported(rup, tuoro)).toMatchObject({ ok: true, summary: { entries: 6 } });
  });
});
