import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts, isAlive } from '@gare/platform/services';
import { TcpBalancer } from '../../bench/drafting/tcp-balancer.js';
import { ownEnvironment } from '../../bench/own-place.js';
import { seedDemo } from '../../demo/seed-demo.js';
import { ApplicationProcess } from '../../start/application-process.js';
import { Installation } from '../../start/installation.js';
import { isReady } from '../../start/is-ready.js';

export const victims = ['collab-1', 'collab-2', 'worker', 'postgres', 'redis'] as const;
export type Victim = (typeof victims)[number];

const readyWithinMs = 120_000;

/** The product as it runs for users: every part a process of its own, those that die started again as `npm start` does. */
export class Stage {
  private constructor(
    readonly url: string,
    readonly installation: Installation,
    /** Where the two processes of drafts listen. */
    readonly collabUrls: readonly [string, string],
    private readonly directory: string,
    private readonly processes: ReadonlyMap<string, ApplicationProcess>,
    private readonly balancer: TcpBalancer,
  ) {}

  static async open(directory: string, say: (line: string) => void): Promise<Stage> {
    const [port = 0, first = 0, second = 0] = await freePorts(3);
    const balancer = await TcpBalancer.to([first, second]);
    const environment = ownEnvironment({ COLLAB_URL: balancer.url, LOG_LEVEL: 'error' });
    const installation = await Installation.open({ dataDir: directory, environment, say });
    await seedDemo(installation.ownerUrl, installation.demoPassword);
    const own = installation.applicationEnvironment(port);
    const started = new Map<string, ApplicationProcess>();
    const start = (label: string, name: 'api' | 'worker' | 'collab', more: NodeJS.ProcessEnv = {}): void => {
      const script = resolve(__dirname, `../../../../${name}/src/main.js`);
      const shared = { name, script, logDirectory: installation.logDirectory, stopWithinMs: 20_000, say };
      const process = new ApplicationProcess({ ...shared, environment: { ...own, ...more } });
      process.start();
      started.set(label, process);
    };
    start('api', 'api');
    start('worker', 'worker');
    start('collab-1', 'collab', { COLLAB_PORT: String(first) });
    start('collab-2', 'collab', { COLLAB_PORT: String(second) });
    const urls = [`http://127.0.0.1:${first}`, `http://127.0.0.1:${second}`] as const;
    const stage = new Stage(`http://localhost:${port}`, installation, urls, directory, started, balancer);
    try {
      await stage.isWhole();
      return stage;
    } catch (error) {
      await stage.close();
      throw error;
    }
  }

  /** SIGKILL, now. @returns false where it is dead already */
  async kill(victim: Victim): Promise<boolean> {
    if (victim === 'postgres' || victim === 'redis') {
      const pid = await this.serverPid(victim);
      if (pid === null || !isAlive(pid)) return false;
      process.kill(pid, 'SIGKILL');
      return true;
    }
    return this.processes.get(victim)?.kill() ?? false;
  }

  /** Everything answers again. */
  async isWhole(): Promise<void> {
    const deadline = performance.now() + readyWithinMs;
    const places = [this.url, ...this.collabUrls];
    for (;;) {
      const answers = await Promise.all(places.map(isReady));
      if (answers.every(Boolean)) return;
      if (performance.now() > deadline) throw new Error('the product does not come back');
      await sleep(100);
    }
  }

  async close(): Promise<void> {
    this.balancer.stop();
    for (const process of this.processes.values()) await process.stop();
    await this.installation.close();
  }

  private async serverPid(server: 'postgres' | 'redis'): Promise<number | null> {
    const file = server === 'postgres' ? join('postgres', 'postmaster.pid') : join('redis', 'redis.pid');
    const text = await readFile(join(this.directory, file), 'utf8').catch(() => '');
    const pid = Number(text.split('\n')[0]);
    return pid > 0 ? pid : null;
  }
}
