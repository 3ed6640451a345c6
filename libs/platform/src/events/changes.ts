import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import { Subject, type Observable } from 'rxjs';
import { type ChangeEvent } from '@gare/contracts/jobs';
import { CONFIG, type Config } from '../config/index.js';
import { type Tx } from '../database/index.js';
import { LOGGER, type Logger } from '../logging/index.js';

/** A change event with the rows' owners, so that a listener shows it only to who may see them. */
export interface Change extends ChangeEvent {
  suaId: string;
  enteId: string | null;
  /** Where it concerns some people alone, whatever body they act for. */
  people?: readonly string[];
  /** Where it is internal to one body: nobody else is told that something happened. */
  onlyBody?: string;
}

/** The channel of Postgres that carries changes; the payload is a `Change` in JSON. */
export const changesChannel = 'gare_changes';

/** Tells the browsers, at commit and only then: NOTIFY is transactional, so a rolled-back act is never announced. */
export async function announce(tx: Tx, change: Change): Promise<void> {
  await tx.query('select pg_notify($1, $2)', [changesChannel, JSON.stringify(change)]);
}

/**
 * Tells every api that what a person may see has changed (signed out, session ended, role given or taken): the streams of that
 * person end, and are opened again with the rights of now, or not at all.
 */
export async function announceAccess(tx: Tx, personId: string): Promise<void> {
  await tx.query('select pg_notify($1, $2)', [changesChannel, JSON.stringify({ accessOf: personId })]);
}

/** Tells every process that a version of a dossier kind was published: it reads the register again. */
export async function announceKinds(tx: Tx): Promise<void> {
  await tx.query('select pg_notify($1, $2)', [changesChannel, JSON.stringify({ kinds: true })]);
}

/** Tells the processes in which people write that the server has written in a draft: they take in what they do not have. */
export async function announceDraft(tx: Tx, draftId: string): Promise<void> {
  await tx.query('select pg_notify($1, $2)', [changesChannel, JSON.stringify({ draft: draftId })]);
}

/** Listens on one connection of its own and hands every change to its subscribers; reconnects by itself. */
@Injectable()
export class ChangeFeed implements OnApplicationShutdown {
  private readonly subject = new Subject<Change>();
  private readonly access = new Subject<string>();
  private readonly kinds = new Subject<void>();
  private readonly drafts = new Subject<string | null>();
  private client: Client | null = null;
  private closed = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  get changes(): Observable<Change> {
    return this.subject.asObservable();
  }

  /** Ids of the people whose rights changed. */
  get accessChanges(): Observable<string> {
    return this.access.asObservable();
  }

  /** Versions of dossier kinds were published; also told when the connection was lost, because one may have been missed. */
  get kindChanges(): Observable<void> {
    return this.kinds.asObservable();
  }

  /** Ids of drafts the server has written in; null when the connection was lost, because one may have been missed. */
  get draftChanges(): Observable<string | null> {
    return this.drafts.asObservable();
  }

  /** Harmless twice: whoever needs the feed starts it. */
  async start(): Promise<void> {
    if (this.client !== null) return;
    this.closed = false;
    await this.connect();
  }

  private async connect(): Promise<void> {
    const client = new Client({ connectionString: this.config.databaseUrl, keepAlive: true });
    client.on('notification', (message) => {
      if (message.payload === undefined) return;
      const told = JSON.parse(message.payload) as Change | { accessOf: string } | { kinds: true } | { draft: string };
      if ('kinds' in told) this.kinds.next();
      else if ('draft' in told) this.drafts.next(told.draft);
      else if ('accessOf' in told) this.access.next(told.accessOf);
      else this.subject.next(told);
    });
    client.on('error', () => {
      this.reconnectLater();
    });
    client.on('end', () => {
      this.reconnectLater();
    });
    this.client = client;
    await client.connect();
    await client.query(`listen ${changesChannel}`);
  }

  private reconnectLater(): void {
    if (this.closed || this.client === null) return;
    this.client = null;
    setTimeout(() => {
      if (this.closed) return;
      const again = async (): Promise<void> => {
        await this.connect();
        this.kinds.next();
        this.drafts.next(null);
      };
      again().catch((error: unknown) => {
        this.logger.warn({ err: error }, 'change feed: Postgres does not answer, trying again');
        this.reconnectLater();
      });
    }, 1000).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    this.closed = true;
    const client = this.client;
    this.client = null;
    this.subject.complete();
    this.access.complete();
    this.kinds.complete();
    this.drafts.complete();
    await client?.end().catch((error: unknown) => {
      this.logger.debug({ err: error }, 'change feed: its connection was broken already');
    });
  }
}
