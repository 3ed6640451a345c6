import { rm } from 'node:fs/promises';
import { EmbeddedPostgres, EmbeddedRedis, waitForExit } from '@gare/platform/services';
import { startTestServers, type TestServers } from '@gare/platform/testing';

/** PostgreSQL and Redis of one test file alone: those shared with other files must not be taken away. */
export class MortalServers {
  private constructor(private readonly servers: TestServers) {}

  /** From here on `startTestServices` of this file works on these servers. */
  static async start(): Promise<MortalServers> {
    const servers = await startTestServers();
    process.env['GARE_TEST_OWNER_URL'] = servers.ownerUrl;
    process.env['GARE_TEST_REDIS_URL'] = servers.redisUrl;
    return new MortalServers(servers);
  }

  async killRedis(): Promise<void> {
    // Adopts the running server, whichever start it comes from.
    const { pid } = await EmbeddedRedis.start(this.servers.data);
    await kill(pid);
  }

  /** Removes all that a dead Redis has kept. */
  wipeRedis(): Promise<void> {
    return rm(this.servers.data.file('redis'), { recursive: true });
  }

  async startRedis(): Promise<void> {
    await EmbeddedRedis.start(this.servers.data);
  }

  async stopPostgres(): Promise<void> {
    await (await EmbeddedPostgres.start(this.servers.data)).stop();
  }

  /** As a power cut: the server recovers from its log at the next start. */
  async killPostgres(): Promise<void> {
    const { pid } = await EmbeddedPostgres.start(this.servers.data);
    await kill(pid);
  }

  async startPostgres(): Promise<void> {
    await EmbeddedPostgres.start(this.servers.data);
  }

  async stop(): Promise<void> {
    await (await EmbeddedRedis.start(this.servers.data)).stop();
    await (await EmbeddedPostgres.start(this.servers.data)).stop();
    await this.servers.stop();
  }
}

async function kill(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  if (!(await waitForExit(pid, 10_000))) throw new Error(`process ${pid} survives SIGKILL`);
}
