import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { createHash, randomUUID } from 'node:crypto';
import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AuditWorkerModule, DaySealSchedule } from '@gare/audit/worker';
import { verifyAuditExport, type AuditExportVerification } from '@gare/domain/audit/audit-export';
import { type Actor } from '@gare/domain/access/actor';
import { findChainFault } from '@gare/domain/audit/chain';
import { Audit, DaySealing, sealKey, sha256Hex, type AuditAct } from '@gare/platform/audit';
import { FixedClock } from '@gare/platform/clock';
import { Database } from '@gare/platform/database';
import { PlatformModule } from '@gare/platform/runtime';
import { ObjectStorage } from '@gare/platform/storage';
import { openDossier } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

const day = 86_400_000;
const clock = new FixedClock(new Date('2026-11-20T09:00:00Z'));
const suaId = demoEnteId('perugia');
const enteId = demoEnteId('montone');

let product: TestProduct;
let background: INestApplicationContext;
let dossierId: string;

beforeAll(async () => {
  product = await startTestProduct({ worker: false, clock });
  background = await NestFactory.createApplicationContext(
    { module: AuditWorkerModule, imports: [PlatformModule.with({ config: product.services.config, service: 'test', clock })] },
    { logger: false, abortOnError: false },
  );
  const montone = await product.signIn('rup@montone.example');
  dossierId = await openDossier(montone, 'Servizio di pulizia degli uffici comunali');
});
afterAll(async () => {
  await background.close();
  await product.stop();
});

const actor: Actor = {
  personId: randomUUID(),
  person: 'Lucia Bianchi',
  suaId,
  enteId,
  ente: 'Comune di Montone',
  enteTipo: 'COMUNE',
  roles: ['RUP_COMUNE'],
  correlationId: 'request',
};
const act = (summary: string): AuditAct => ({
  dossierId,
  suaId,
  enteId,
  action: 'test.act',
  summary,
  details: { n: 1, testo: 'però', vuoto: null },
});
const record = (summaries: string[]): Promise<void> =>
  product.api
    .get(Database)
    .transaction({ scope: 'ente', suaId, enteIds: [enteId] }, (tx) => product.api.get(Audit).recordAll(tx, actor, summaries.map(act)));

const digests = {
  text: sha256Hex,
  bytes: (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest()),
};
async function exported(): Promise<{ text: string; verdict: AuditExportVerification }> {
  // The clock has moved on by days: the session of before has expired.
  const reader = await product.signIn('rup@montone.example');
  const text = (await reader.download(`/api/dossiers/${dossierId}/audit/export`)).toString('utf8');
  return { text, verdict: verifyAuditExport(text.trimEnd().split('\n'), digests) };
}
const seals = (): Promise<{ day: string; chains: number; hash: string; previous_seal: string }[]> =>
  product.services.query('select day::text, chains, hash, previous_seal from audit_seals order by day');

describe('the chain', () => {
  it('has neither gaps nor forks under concurrent writers, and holds for the domain', async () => {
    await Promise.all(Array.from({ length: 25 }, (_, index) => record([`Atto ${index}`, `Altro atto ${index} «con "virgolette" e \\»`])));
    const chain = await product.api
      .get(Database)
      .read({ scope: 'sua', suaId }, (reader) => product.api.get(Audit).chain(reader, dossierId));
    expect(chain.length).toBeGreaterThanOrEqual(51);
    expect(findChainFault(chain, sha256Hex)).toBeNull();
  });

  it('leaves nothing of a transaction that fails', async () => {
    const before = await product.services.query('select 1 from audit_entries');
    const failing = product.api.get(Database).transaction({ scope: 'sua', suaId }, async (tx) => {
      await product.api.get(Audit).record(tx, actor, act('Mai accaduto'));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await product.services.query('select 1 from audit_entries')).toHaveLength(before.length);
  });
});

describe('the seals', () => {
  it('are not due before the day has ended in Italy', async () => {
    expect(await background.get(DaySealing).pendingDays(suaId)).toBe(0);
    expect(await background.get(DaySealSchedule).askForDue()).toEqual([]);
    expect(await background.get(DaySealing).sealPending(suaId)).toEqual([]);
  });

  it('are asked for once, made once, also from two at a time, and missed days are caught up', async () => {
    // 23:30 UTC on the 22nd is the 23rd in Italy: the days 20, 21 and 22 have ended.
    clock.advance(2 * day + 14.5 * 3_600_000);
    expect(await background.get(DaySealing).pendingDays(suaId)).toBe(3);
    expect(await background.get(DaySealSchedule).askForDue()).toEqual([suaId]);
    expect(await background.get(DaySealSchedule).askForDue()).toEqual([suaId]);
    expect(await product.services.query(`select 1 from jobs where name = 'audit.sealDays'`)).toHaveLength(1);
    const sealing = background.get(DaySealing);
    const [left, right] = await Promise.all([sealing.sealPending(suaId), sealing.sealPending(suaId)]);
    expect([...left, ...right].sort()).toEqual(['2026-11-20', '2026-11-21', '2026-11-22']);
    expect(await sealing.sealPending(suaId)).toEqual([]);
    const [first, second, third] = await seals();
    expect(first).toMatchObject({ chains: 1, previous_seal: '0'.repeat(64) });
    expect(second).toMatchObject({ chains: 0, previous_seal: first?.hash });
    expect(third).toMatchObject({ chains: 0, previous_seal: second?.hash });
  });

  it('have a copy in storage that cannot be overwritten or deleted', async () => {
    const storage = background.get(ObjectStorage);
    const key = sealKey(suaId, '2026-11-20');
    const { retainUntil } = await storage.stat(key);
    expect(retainUntil?.getTime()).toBeGreaterThan(clock.now().getTime() + 300 * day);
    await expect(storage.delete(key)).rejects.toMatchObject({ code: 'storage.retained' });
    await expect(storage.put(key, Buffer.from('{}'), { contentType: 'application/json' })).rejects.toMatchObject({
      code: 'storage.retained',
    });
    const keys: string[] = [];
    for await (const object of storage.list('audit-seals/')) keys.push(object.key);
    expect(keys).toHaveLength(3);
  });

  it('make an export that verifies, with its own reading as last entry', async () => {
    const { text, verdict } = await exported();
    expect(verdict).toMatchObject({ ok: true, summary: { seals: 3, lastSeal: { day: '2026-11-22' } } });
    if (!verdict.ok) throw new Error(verdict.fault);
    expect(verdict.summary.entries).toBe(verdict.summary.sealed + 1);
    expect(text).toContain('"action":"audit.exported"');
  });

  it('cover the next day what was written after', async () => {
    await record(['Un altro giorno']);
    clock.advance(day);
    // The process ends between the row and its copy: the next run finds the copy missing.
    const storage = background.get(ObjectStorage);
    const ending = jest.spyOn(storage, 'put').mockRejectedValueOnce(new Error('the process ends here'));
    await expect(background.get(DaySealing).sealPending(suaId)).rejects.toThrow('the process ends here');
    ending.mockRestore();
    expect(await storage.exists(sealKey(suaId, '2026-11-23'))).toBe(false);
    expect(await background.get(DaySealing).sealPending(suaId)).toEqual([]);
    expect(await storage.exists(sealKey(suaId, '2026-11-23'))).toBe(true);
    const { verdict } = await exported();
    expect(verdict).toMatchObject({ ok: true, summary: { seals: 4 } });
    if (verdict.ok) expect(verdict.summary.entries).toBe(verdict.summary.sealed + 1);
  });

  it('are refused to another comune, and the application cannot change them', async () => {
    const tuoro = await product.signIn('rup@tuoro.example');
    expect((await tuoro.get(`/api/dossiers/${dossierId}/audit/export`)).status).toBe(404);
    const rights = await product.services.query(
      `select table_name, privilege_type from information_schema.table_privileges where grantee = 'gare_app'
       and table_name in ('audit_seals', 'audit_sealed_heads', 'confidential_reads') and privilege_type not in ('SELECT', 'INSERT')`,
    );
    expect(rights).toEqual([]);
    const database = product.api.get(Database);
    const count = (context: Parameters<Database['read']>[0], table: string): Promise<unknown[]> =>
      database.read(context, (reader) => reader.query<unknown[]>(`select 1 from ${table}`));
    const tuoroEyes = { scope: 'ente', suaId, enteIds: [demoEnteId('tuoro')] } as const;
    expect(await count(tuoroEyes, 'audit_sealed_heads')).toEqual([]);
    expect(await count(tuoroEyes, 'audit_seals')).toHaveLength(4);
    expect(await count({ scope: 'sua', suaId: randomUUID() }, 'audit_seals')).toEqual([]);
    const forged = database.transaction({ ...tuoroEyes }, (tx) =>
      tx.query(`insert into audit_seals values ($1, '2026-12-01', 0, $2, $2, $2, now())`, [suaId, 'a'.repeat(64)]),
    );
    await expect(forged).rejects.toThrow(/row-level security/);
  });

  it('tell of a lateness in the metrics', async () => {
    clock.advance(3 * day);
    const text = await (await fetch(`${product.url}/metrics`)).text();
    expect(text).toContain(`gare_audit_unsealed_days{sua="${suaId}"} 3`);
  });

  it('betray an owner of the database who rewrites history: the export no longer verifies, and the copies differ from the rows', async () => {
    await product.services.query(`update audit_entries set summary = 'Niente' where dossier_id = $1 and sequence = 2`, [dossierId]);
    expect((await exported()).verdict).toMatchObject({ ok: false, fault: expect.stringContaining('Voce 2') as string });
    await product.services.query(`update audit_seals set root = $1 where day = '2026-11-23'`, ['b'.repeat(64)]);
    await expect(background.get(DaySealing).sealPending(suaId)).rejects.toThrow('2026-11-23');
    expect((await seals()).map((seal) => seal.day)).toContain('2026-11-26');
  });
});
