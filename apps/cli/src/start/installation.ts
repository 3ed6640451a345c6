import { resolve } from 'node:path';
import { migrate } from '@gare/platform/database';
import { DataDirectory, EmbeddedPostgres, EmbeddedRedis, isAlive, ServiceError } from '@gare/platform/services';
import { type Say, step } from './reporter.js';

export interface InstallationOptions {
  /** Where all state is kept; made when missing. */
  dataDir: string;
  /** Usually process.env: DATABASE_URL, REDIS_URL and S3_ENDPOINT replace the embedded parts. */
  environment: NodeJS.ProcessEnv;
  say: Say;
}

type EmbeddedPart = 'PostgreSQL' | 'Redis';

const WATCH_EVERY_MS = 2_000;

/** Database, queue and storage, ready to be used by the applications. */
export class Installation {
  private postgres: EmbeddedPostgres | undefined;
  private redis: EmbeddedRedis | undefined;
  private watch: NodeJS.Timeout | undefined;
  private mending = false;
  /** Connection of the owner of the schema: migrations and demo data, never the applications. */
  ownerUrl = '';
  private appDatabaseUrl = '';
  private redisUrl = '';

  private constructor(
    private readonly data: DataDirectory,
    private readonly options: InstallationOptions,
  ) {}

  /** Starts what is embedded, waits for it and brings the schema up to date. @throws ServiceError */
  static async open(options: InstallationOptions): Promise<Installation> {
    const data = await DataDirectory.open(resolve(options.dataDir));
    const installation = new Installation(data, options);
    try {
      await installation.startParts();
      await installation.updateSchema();
      installation.watch = setInterval(() => void installation.mend(), WATCH_EVERY_MS);
      return installation;
    } catch (error) {
      await installation.close();
      throw error;
    }
  }

  /** What the applications read; the owner's connection is not among it. @param collabPort where the process of drafts listens */
  applicationEnvironment(port: number, collabPort?: number): NodeJS.ProcessEnv {
    const { environment } = this.options;
    return {
      ...environment,
      // The owner may do everything to every row: not for a process that talks to the world.
      DATABASE_URL: undefined,
      APP_DATABASE_URL: this.appDatabaseUrl,
      REDIS_URL: this.redisUrl,
      ...(environment['S3_ENDPOINT'] === undefined && { STORAGE_DIR: environment['STORAGE_DIR'] ?? this.data.file('objects') }),
      SESSION_SECRET: environment['SESSION_SECRET'] ?? this.data.secrets.sessionSecret,
      PORT: String(port),
      ...(collabPort !== undefined &&
        environment['COLLAB_URL'] === undefined && { COLLAB_URL: `http://127.0.0.1:${collabPort}`, COLLAB_PORT: String(collabPort) }),
      PUBLIC_URL: environment['PUBLIC_URL'] ?? `http://localhost:${port}`,
    };
  }

  get demoPassword(): string {
    return this.options.environment['DEMO_PASSWORD'] ?? this.data.secrets.demoPassword;
  }

  get logDirectory(): string {
    return this.data.file('logs');
  }

  /** Stops what this process answers for, adopted servers included; everything is on disk when it resolves. */
  async close(): Promise<void> {
    clearInterval(this.watch);
    this.watch = undefined;
    await this.redis?.stop();
    await this.postgres?.stop();
    await this.data.release();
  }

  private async startParts(): Promise<void> {
    const { environment } = this.options;
    // Both are awaited even when one fails, so that close() finds what the other has started.
    const outcomes = await Promise.allSettled([this.startPostgres(environment['DATABASE_URL']), this.startRedis(environment['REDIS_URL'])]);
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  private async startPostgres(given: string | undefined): Promise<void> {
    if (given !== undefined) {
      this.ownerUrl = given;
      this.options.say('Base dati: uso il server indicato da DATABASE_URL.');
      return;
    }
    await step(this.options.say, 'Base dati PostgreSQL pronta', async () => {
      this.postgres = await EmbeddedPostgres.start(this.data);
      this.ownerUrl = this.postgres.ownerUrl;
    });
    if (this.postgres?.adopted === true) this.options.say('  (era rimasta accesa da un’esecuzione interrotta: la riprendo)');
  }

  private async startRedis(given: string | undefined): Promise<void> {
    if (given !== undefined) {
      this.redisUrl = given;
      this.options.say('Code: uso il server indicato da REDIS_URL.');
      return;
    }
    await step(this.options.say, 'Code Redis pronte', async () => {
      this.redis = await EmbeddedRedis.start(this.data);
      this.redisUrl = this.redis.url;
    });
  }

  private async updateSchema(): Promise<void> {
    const given = this.options.environment['APP_DATABASE_URL'];
    const appPassword = given === undefined ? this.data.secrets.appPassword : decodeURIComponent(new URL(given).password);
    try {
      const { appDatabaseUrl, applied } = await migrate(this.ownerUrl, appPassword);
      this.appDatabaseUrl = given ?? appDatabaseUrl;
      if (applied.length > 0) this.options.say(`Struttura della base dati aggiornata: ${applied.length} passi.`);
    } catch (error) {
      throw new ServiceError(
        'PostgreSQL',
        `La struttura della base dati non si può aggiornare: ${String(error)}`,
        'I dati sono intatti. Controlla che DATABASE_URL indichi un utente proprietario della base dati e che il server risponda.',
        { cause: error },
      );
    }
  }

  /** An embedded server that died is started again on the same data and port. */
  private async mend(): Promise<void> {
    if (this.mending) return;
    this.mending = true;
    try {
      if (this.postgres !== undefined && !isAlive(this.postgres.pid)) await this.restart('PostgreSQL');
      if (this.redis !== undefined && !isAlive(this.redis.pid)) await this.restart('Redis');
    } finally {
      this.mending = false;
    }
  }

  private async restart(part: EmbeddedPart): Promise<void> {
    if (this.watch === undefined) return;
    this.options.say(`${part} si è fermato: lo riavvio. I dati salvati sono al sicuro.`);
    try {
      if (part === 'PostgreSQL') this.postgres = await EmbeddedPostgres.start(this.data);
      else this.redis = await EmbeddedRedis.start(this.data);
    } catch (error) {
      this.options.say(`${part} non riparte: ${error instanceof ServiceError ? `${error.message} → ${error.hint}` : String(error)}`);
    }
  }
}
