import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts, isPortFree, lastLines, ServiceError } from '@gare/platform/services';
import { ApplicationProcess } from './application-process.js';
import { Installation, type InstallationOptions } from './installation.js';
import { step } from './reporter.js';

const READY_WITHIN_MS = 90_000;

export interface ProductOptions extends InstallationOptions {
  port: number;
  /** Fills the database before the applications start (demo data). */
  prepare?: (installation: Installation) => Promise<void>;
}

/** The whole product on this machine: parts, api, worker and the process of drafts. `npm start`, the demo and the benchmarks all use it. */
export class Product {
  private constructor(
    readonly url: string,
    readonly installation: Installation,
    private readonly api: ApplicationProcess,
    private readonly worker: ApplicationProcess,
    private readonly collab: ApplicationProcess,
  ) {}

  /** Resolves when the health check is green. @throws ServiceError, with everything stopped again */
  static async start(options: ProductOptions): Promise<Product> {
    await assertPortFree(options.port, options.environment['HOST'] ?? '127.0.0.1');
    const installation = await Installation.open(options);
    let product: Product | undefined;
    try {
      await options.prepare?.(installation);
      product = await startApplications(installation, options, (...parts) => new Product(...parts));
      const { api, worker, collab, url } = product;
      await step(options.say, 'Applicazione avviata', () => untilReady(url, [api, worker, collab]));
      return product;
    } catch (error) {
      if (product === undefined) await installation.close();
      else await product.stop();
      throw error;
    }
  }

  /** No request is cut off, no job is lost: first the api, then drafts and the worker, then the parts they need. */
  async stop(): Promise<void> {
    await this.api.stop();
    await this.collab.stop();
    await this.worker.stop();
    await this.installation.close();
  }

  /** Ends the applications at once; jobs in progress are taken up again at the next start. */
  killApplications(): void {
    this.api.kill();
    this.worker.kill();
    this.collab.kill();
  }
}

type Parts = [url: string, installation: Installation, api: ApplicationProcess, worker: ApplicationProcess, collab: ApplicationProcess];

async function startApplications(
  installation: Installation,
  options: ProductOptions,
  assemble: (...parts: Parts) => Product,
): Promise<Product> {
  const [collabPort] = await freePorts(1);
  const environment = installation.applicationEnvironment(options.port, collabPort);
  const shared = { environment, logDirectory: installation.logDirectory, say: options.say };
  const dist = resolve(__dirname, '../../..');
  const api = new ApplicationProcess({ ...shared, name: 'api', script: resolve(dist, 'api/src/main.js'), stopWithinMs: 20_000 });
  const worker = new ApplicationProcess({ ...shared, name: 'worker', script: resolve(dist, 'worker/src/main.js'), stopWithinMs: 60_000 });
  const collab = new ApplicationProcess({ ...shared, name: 'collab', script: resolve(dist, 'collab/src/main.js'), stopWithinMs: 20_000 });
  worker.start();
  collab.start();
  api.start();
  return assemble(`http://localhost:${options.port}`, installation, api, worker, collab);
}

async function assertPortFree(port: number, host: string): Promise<void> {
  // The api of a launcher that was killed may need a moment to end.
  for (let attempt = 0; attempt < 20; attempt += 1) {
    if (await isPortFree(port, host)) return;
    await sleep(100);
  }
  throw new ServiceError(
    'porta',
    `La porta ${port} è già usata da un altro programma.`,
    `Scegline un’altra, per esempio: npm start -- --port ${port + 1}`,
  );
}

async function untilReady(url: string, processes: ApplicationProcess[]): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  let reason = 'nessuna risposta';
  while (performance.now() < deadline) {
    const crashed = processes.find((process) => process.hasCrashed);
    if (crashed !== undefined) throw await notReady('si è interrotta durante l’avvio', crashed.logFile);
    try {
      const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5_000) });
      if (response.ok) return;
      reason = `stato ${response.status}: ${(await response.text()).slice(0, 500)}`;
    } catch (error) {
      reason = String(error);
    }
    await sleep(100);
  }
  throw await notReady(`non è pronta dopo ${READY_WITHIN_MS / 1000} s (${reason})`, processes[0]?.logFile ?? '');
}

async function notReady(what: string, logFile: string): Promise<ServiceError> {
  return new ServiceError(
    'applicazione',
    `L’applicazione ${what}.\n${await lastLines(logFile)}`,
    `I dati sono intatti. Leggi ${logFile}, correggi e ripeti il comando.`,
  );
}
