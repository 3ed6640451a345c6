import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { systemAsActor } from '@gare/domain/access/actor';
import { Notifier } from '@gare/notifications';
import { MailSchedule } from '@gare/notifications/worker';
import { Clock, FixedClock } from '@gare/platform/clock';
import { Database } from '@gare/platform/database';
import { JobRunner, OutboxRelay, StuckJobsSweep } from '@gare/platform/queue';
import { WorkerModule } from '../../apps/worker/src/worker.module.js';
import { MailServer } from '../harness/mail-server.js';
import { environmentOf } from '../harness/process-environment.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { montone, perugia } from '../security/two-provinces.js';

const { suaId } = perugia;
let server: MailServer;
let product: TestProduct;
let worker: ChildProcess | undefined;

beforeAll(async () => {
  server = await MailServer.start();
  product = await startTestProduct({ worker: false, environment: server.environment() });
});
afterAll(async () => {
  worker?.kill('SIGKILL');
  await product.stop();
  await server.stop();
});

async function tellRup(): Promise<void> {
  await product.api.get(Database).transaction({ scope: 'sua', suaId }, (tx) =>
    product.api.get(Notifier).tell(tx, systemAsActor(suaId, randomUUID()), {
      ...{ code: 'RICHIESTA.aperta', dossierId: null, suaId, enteId: montone.enteId, title: 'Nuova richiesta', text: 'Prova' },
      ...{ path: '/', dedupeKey: randomUUID(), to: { roles: [{ party: 'COMUNE', codes: ['RUP_COMUNE'] }] } },
    }),
  );
}

const states = async (): Promise<string[]> =>
  (await product.services.query<{ state: string }>('select state from mail_messages order by created_at')).map(({ state }) => state);

it('a worker killed while the server holds the message leaves one message, told as uncertain, and the next worker sends no second', async () => {
  server.behaviour = 'HOLDS';
  worker = spawn(process.execPath, [resolve('dist/apps/worker/src/main.js')], {
    stdio: 'ignore',
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environmentOf(product.services), ...server.environment() },
  });
  await tellRup();
  await server.until(1, 60_000);
  const ended = once(worker, 'exit');
  worker.kill('SIGKILL');
  await ended;
  expect(await states()).toEqual(['IN_INVIO']);

  server.behaviour = 'TAKES';
  // The next worker comes when BullMQ and the sweep have given the job back, and looks again after the longest delivery.
  const clock = new FixedClock(new Clock().now());
  const next = await NestFactory.createApplicationContext(WorkerModule.with(product.services.config, { clock }), {
    logger: false,
    abortOnError: false,
  });
  try {
    next.get(JobRunner).start();
    next.get(OutboxRelay).start();
    await product.services.query(`update jobs set touched_at = now() - interval '10 minutes' where finished_at is null`);
    const deadline = performance.now() + 60_000;
    for (;;) {
      await next.get(StuckJobsSweep).sweep(20);
      const open = await product.services.query(`select 1 from jobs where name = 'notifications.sendMail' and finished_at is null`);
      if (open.length === 0) break;
      if (performance.now() > deadline) throw new Error('the job was not taken up again');
      await sleep(200);
    }
    expect([await states(), server.received.length]).toEqual([['IN_INVIO'], 1]);
    clock.advance(5 * 60_000);
    await next.get(MailSchedule).askForDue();
    while ((await states())[0] === 'IN_INVIO' && performance.now() < deadline) await sleep(100);
    expect(await states()).toEqual(['INCERTO']);
    // A new notice goes out as ever; the old one still does not.
    await tellRup();
    await server.until(2);
    expect(server.received).toHaveLength(2);
    expect(new Set(server.received.map(({ messageId }) => messageId)).size).toBe(2);
  } finally {
    await next.close();
  }
}, 180_000);
