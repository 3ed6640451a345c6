import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { IndexeddbPersistence } from 'y-indexeddb';
import { Doc } from 'yjs';
import { type Trouble, troubleOf } from '../../api/trouble';
import { type Observable, observable } from '../../observable';
import { keptDraftName, keptDraftsClosing } from './kept-drafts';
import { type ConnectionFacts } from './save-state';

/** What the server refused, with the reason in its words. */
export interface RefusedEdit {
  readonly reason: string;
}

export interface DraftConnectionOptions {
  readonly draftId: string;
  readonly personId: string;
  /** Asks the api for a ticket of one connection. @throws Refused when the server says no */
  readonly ticket: () => Promise<string>;
  readonly readOnly: boolean;
}

/** Problems after which asking again is of no use until the page is opened anew. */
const final = [400, 403, 404, 409, 410];
const firstRetryMs = 1000;
const longestRetryMs = 20_000;

/**
 * One open draft: the shared document, its line to the server and what this computer keeps. A ticket is asked for before each
 * connection. "Pending" counts the edits made here since the server last acknowledged all of them.
 */
export class DraftConnection {
  readonly document = new Doc({ gc: true });
  readonly provider: HocuspocusProvider;
  readonly facts: Observable<ConnectionFacts>;
  /** Why the server will not have the connection. */
  readonly trouble = observable<Trouble | null>(null);
  /** An edit the server did not take: the text here is not that of the server any more. */
  readonly refused = observable<RefusedEdit | null>(null);

  private readonly socket: HocuspocusProviderWebsocket;
  private kept: IndexeddbPersistence | null = null;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private tries = 0;
  private isClosed = false;
  private readonly undo: (() => void)[] = [];

  constructor(private readonly options: DraftConnectionOptions) {
    this.facts = observable<ConnectionFacts>({
      ...{ line: 'connecting', loaded: false, readOnly: options.readOnly, pending: 0, savedAt: null, keepsHere: false },
    });
    this.socket = new HocuspocusProviderWebsocket({ url: collabUrl(), autoConnect: false, maxDelay: longestRetryMs });
    this.provider = new HocuspocusProvider({
      name: options.draftId,
      document: this.document,
      websocketProvider: this.socket,
      token: () => this.ticket(),
    });
    this.listen();
    this.keepHere();
    this.provider.attach();
    void this.socket.connect();
  }

  /** Ends the connection; what the server has not acknowledged stays on this computer. */
  close(): void {
    this.isClosed = true;
    clearTimeout(this.retry);
    for (const undo of this.undo) undo();
    this.provider.destroy();
    this.socket.destroy();
    void this.kept?.destroy();
    this.document.destroy();
  }

  /** Throws away what this computer keeps of this draft; for a text the server will not take. */
  async forget(): Promise<void> {
    await this.kept?.clearData();
    this.kept = null;
  }

  private listen(): void {
    const { provider } = this;
    provider.on('status', ({ status }: { status: string }) => {
      if (status === 'disconnected') this.change({ line: this.facts.get().line === 'closed' ? 'closed' : 'broken' });
    });
    provider.on('authenticated', ({ scope }: { scope: string }) => {
      this.tries = 0;
      this.change({ line: 'open', readOnly: this.options.readOnly || scope === 'readonly' });
    });
    provider.on('authenticationFailed', () => {
      this.tryAgain();
    });
    provider.on('synced', () => {
      this.change({ loaded: true });
    });
    provider.on('unsyncedChanges', ({ number }: { number: number }) => {
      if (number === 0 && this.facts.get().line === 'open') this.acknowledged();
    });
    provider.on('stateless', ({ payload }: { payload: string }) => {
      const refusal = refusalIn(payload);
      if (refusal !== null) this.refused.set(refusal);
    });
    const onUpdate = (_update: Uint8Array, origin: unknown): void => {
      if (origin === provider || origin === this.kept) return;
      this.change({ pending: this.facts.get().pending + 1 });
    };
    this.document.on('update', onUpdate);
    const onOnline = (): void => {
      this.connectNow();
    };
    const onOffline = (): void => {
      this.change({ line: this.facts.get().line === 'closed' ? 'closed' : 'broken' });
    };
    window.addEventListener('online', onOnline);
    window.addEventListener('offline', onOffline);
    this.undo.push(
      () => {
        window.removeEventListener('online', onOnline);
        window.removeEventListener('offline', onOffline);
      },
      keptDraftsClosing.subscribe(() => {
        this.close();
      }),
    );
  }

  /** Tries at once what would be tried later: the network is back, or the person has signed in again. */
  connectNow(): void {
    if (this.isClosed || this.facts.get().line === 'open') return;
    this.tries = 0;
    clearTimeout(this.retry);
    this.socket.disconnect();
    this.change({ line: 'connecting' });
    void this.socket.connect();
  }

  private async ticket(): Promise<string> {
    try {
      return await this.options.ticket();
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble.status !== null && final.includes(trouble.status)) {
        this.trouble.set(trouble);
        this.change({ line: 'closed' });
      }
      throw error;
    }
  }

  /** The line is there but the ticket was not had or not taken: another attempt with another ticket, ever more slowly. */
  private tryAgain(): void {
    this.socket.disconnect();
    if (this.isClosed || this.facts.get().line === 'closed') return;
    this.change({ line: 'broken' });
    this.tries += 1;
    clearTimeout(this.retry);
    this.retry = setTimeout(
      () => void this.socket.connect(),
      Math.min(longestRetryMs, firstRetryMs * 2 ** (this.tries - 1)),
    );
  }

  private acknowledged(): void {
    const wrote = this.facts.get().pending > 0;
    this.change({ pending: 0, loaded: true, ...(wrote ? { savedAt: new Date().toISOString() } : {}) });
  }

  private keepHere(): void {
    try {
      const kept = new IndexeddbPersistence(keptDraftName(this.options.personId, this.options.draftId), this.document);
      this.kept = kept;
      void kept.whenSynced.then(() => {
        if (!this.isClosed) this.change({ keepsHere: true });
      });
    } catch {
      // Without storage the text lives on the server alone, and the save state says so.
    }
  }

  private change(part: Partial<ConnectionFacts>): void {
    const before = this.facts.get();
    const after = { ...before, ...part };
    if (Object.entries(part).some(([name, value]) => before[name as keyof ConnectionFacts] !== value)) this.facts.set(after);
  }
}

/** The page's own origin: the api hands the upgrade on. */
function collabUrl(): string {
  const { protocol, host } = window.location;
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/collab`;
}

function refusalIn(payload: string): RefusedEdit | null {
  try {
    const told = JSON.parse(payload) as { type?: unknown; reason?: unknown };
    return told.type === 'refused' && typeof told.reason === 'string' ? { reason: told.reason } : null;
  } catch {
    return null;
  }
}
