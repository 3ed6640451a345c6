import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type Subscription } from 'rxjs';
import { CONFIG, type Config } from '@gare/platform/config';
import { ChangeFeed, type Change } from '@gare/platform/events';
import { LOGGER, type Logger } from '@gare/platform/logging';
import { BetweenProcesses } from './between-processes.js';
import { ClosedDoor, DraftDoor } from './draft-door.js';
import { DraftRooms } from './draft-rooms.js';
import { type Editor } from './editor.js';

/** What may change rights: steps of the dossier, its sheet and matrix (the convenzione is a dossier of the same body), its drafts. */
const topics: readonly Change['topic'][] = ['dossier', 'scheda', 'drafts'];

const withoutRedisMs = 1_000;

/** Asks again who may what when something has changed, and every now and then; and takes in what the server has written. */
@Injectable()
export class DraftWatch implements OnApplicationShutdown {
  private readonly asking = new Map<Editor, Promise<void>>();
  private readonly told: Subscription[] = [];
  private timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly feed: ChangeFeed,
    private readonly rooms: DraftRooms,
    private readonly door: DraftDoor,
    private readonly between: BetweenProcesses,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  start(): void {
    this.told.push(
      this.feed.draftChanges.subscribe((draftId) => {
        this.catchUp(draftId);
        // The connection was lost: a change of rights may have been missed too.
        if (draftId === null) this.recheck(() => true);
      }),
      this.feed.accessChanges.subscribe((personId) => {
        this.recheck(({ actor }) => actor.personId === personId);
      }),
      this.feed.changes.subscribe(({ topic, dossierId, enteId }) => {
        if (topics.includes(topic)) this.recheck(({ ticket }) => ticket.dossierId === dossierId || ticket.enteId === enteId);
      }),
    );
    this.between.onReturn(() => {
      this.catchUp(null);
    });
    this.timers = [
      setInterval(() => {
        this.recheck(() => true);
        this.catchUp(null);
      }, this.config.collab.recheckMs),
      // What Redis does not bring is asked of Postgres meanwhile.
      setInterval(() => {
        if (this.between.isAway) this.catchUp(null);
      }, withoutRedisMs),
    ];
  }

  onApplicationShutdown(): void {
    for (const timer of this.timers) clearInterval(timer);
    for (const subscription of this.told) subscription.unsubscribe();
  }

  private catchUp(draftId: string | null): void {
    const rooms = draftId === null ? this.rooms.all : [this.rooms.of(draftId)];
    for (const room of rooms) {
      room?.catchUp().catch((error: unknown) => {
        this.logger.warn({ err: error }, 'draft: what the server has written is taken in later');
      });
    }
  }

  private recheck(concerns: (editor: Editor) => boolean): void {
    for (const room of this.rooms.all) {
      for (const editor of room.editors) if (concerns(editor)) this.ask(editor);
    }
  }

  /** One question at a time for an editor; what is told meanwhile is asked after it. */
  private ask(editor: Editor): void {
    const before = this.asking.get(editor) ?? Promise.resolve();
    const asked = before.then(() => this.askNow(editor));
    this.asking.set(editor, asked);
    void asked.finally(() => {
      if (this.asking.get(editor) === asked) this.asking.delete(editor);
    });
  }

  private async askNow(editor: Editor): Promise<void> {
    try {
      editor.becomes(await this.door.again(editor));
    } catch (error) {
      if (error instanceof ClosedDoor) editor.end(error.reason);
      else this.logger.warn({ err: error }, 'draft: rights are asked for again later');
    }
  }
}
