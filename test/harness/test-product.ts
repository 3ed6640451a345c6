import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CollabServer } from '@gare/drafting/collab';
import { type Clock } from '@gare/platform/clock';
import { ChangeFeed } from '@gare/platform/events';
import { JobRunner, OutboxRelay, StuckJobsSweep } from '@gare/platform/queue';
import { createHttpApplication } from '@gare/platform/runtime';
import { freePorts } from '@gare/platform/services';
import { startTestServices, type CommonContent, type TestServices } from '@gare/platform/testing';
import { ApiModule } from '../../apps/api/src/api.module.js';
import { seedDemo } from '../../apps/cli/src/demo/seed-demo.js';
import { CollabModule } from '../../apps/collab/src/collab.module.js';
import { WorkerModule } from '../../apps/worker/src/worker.module.js';
import { Visitor } from '../../apps/cli/src/demo/visitor.js';

export const demoPassword = 'password-di-prova-2026';

export interface TestProduct {
  services: TestServices;
  api: NestFastifyApplication;
  worker: INestApplicationContext | null;
  /** The process of drafts, where the test asked for it; behind `/collab` of the api. */
  collab: INestApplicationContext | null;
  url: string;
  /** Signs in as one of the demo accounts. */
  signIn(email: string): Promise<Visitor>;
  stop(): Promise<void>;
}

export interface TestProductOptions {
  environment?: Record<string, string>;
  clock?: Clock;
  /** False: nothing runs in the background, the test looks at what waits. */
  worker?: boolean;
  /** True: drafts can be written together. */
  collab?: boolean;
  /** True: the api also serves the built web app. */
  web?: boolean;
  /** Where the api listens; a free port where absent. */
  port?: number;
}

const demoProvince: CommonContent = { name: 'demo', fill: (ownerUrl) => seedDemo(ownerUrl, demoPassword) };

async function startWorker(services: TestServices, clock: Clock | undefined): Promise<INestApplicationContext> {
  const worker = await NestFactory.createApplicationContext(WorkerModule.with(services.config, clock ? { clock } : {}), {
    logger: false,
    abortOnError: false,
  });
  worker.get(JobRunner).start();
  worker.get(OutboxRelay).start();
  worker.get(StuckJobsSweep).start();
  return worker;
}

/** One more process of drafts, inside the test process. @returns it and its port */
export async function startCollab(
  services: TestServices,
  { port = 0, clock }: { port?: number; clock?: Clock | undefined } = {},
): Promise<{ app: INestApplicationContext; port: number }> {
  const app = await NestFactory.createApplicationContext(CollabModule.with(services.config, clock ? { clock } : {}), {
    logger: false,
    abortOnError: false,
  });
  await app.get(ChangeFeed).start();
  return { app, port: await app.get(CollabServer).listen(port) };
}

/** Api and worker as they run for users, inside the test process, on real services with the demo Province in them. */
export async function startTestProduct(options: TestProductOptions = {}): Promise<TestProduct> {
  const [collabPort] = options.collab === true ? await freePorts(1) : [];
  const services = await startTestServices(
    { ...options.environment, ...(collabPort === undefined ? {} : { COLLAB_URL: `http://127.0.0.1:${collabPort}` }) },
    demoProvince,
  );
  const api = await createHttpApplication(ApiModule.with(services.config, options.clock ? { clock: options.clock } : {}), {
    web: options.web ?? false,
  });
  await api.listen(options.port ?? 0, '127.0.0.1');
  const worker = options.worker === false ? null : await startWorker(services, options.clock);
  const collab = collabPort === undefined ? null : await startCollab(services, { port: collabPort, clock: options.clock });
  const url = (await api.getUrl()).replace('[::1]', '127.0.0.1');
  return {
    services,
    api,
    worker,
    collab: collab?.app ?? null,
    url,
    signIn: (email) => Visitor.signIn(url, email, demoPassword),
    stop: async () => {
      await worker?.close();
      await collab?.app.close();
      await api.close();
      await services.stop();
    },
  };
}
