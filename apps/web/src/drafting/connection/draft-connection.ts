import { HocuspocusProvider, HocuspocusProviderWebsocket, WebSocketStatus } from '@hocuspocus/provider';
import { IndexeddbPersistence } from 'y-indexeddb';
import { AbstractType, Doc, type Transaction, XmlElement } from 'yjs';
import { type DraftMessage, type DraftTicketView, type DraftView } from '@gare/contracts/drafts';
import { draftFragment } from '@gare/domain/drafting/draft-schema';
import { keepLedger } from '@gare/domain/drafting/edit-ledger';
import { type Trouble, troubleOf } from '../../api/trouble';
import { type Observable, observable } from '../../observable';
import { keptDraftName, keptDraftsClosing } from './kept-drafts';
import { type ConnectionFacts } from './save-state';

/** What the server refused, with the reason in its words, and the blocks written in since it last had everything. */
export interface RefusedEdit {
  readonly reason: string;
  readonly blocks: readonly string[];
}

/** What the person may do now; it changes while the page is open. */
export type DraftRight = Pick<DraftView, 'mode' | 'whyNot' | 'sides'>;

export interface DraftConnectionOptions {
  readonly draftId: string;
  readonly personId: string;
  readonly right: DraftRight;
  /** Asks the api for a ticket of one connection. @throws RequestRefused when the server says no */
  readonly ticket: () => Promise<DraftTicketView>;
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
  /** An edit the server did not take: the text here is not that of the server any more, and nothing goes on from it. */
  readonly refused = observable<RefusedEdit | null>(null);
  readonly right: Observable<DraftRight>;
  /** There is a text to show: that of the server, or the one this computer kept. */
  readonly hasText = observable(false);

  private readonly socket: HocuspocusProviderWebsocket;
  private kept: IndexeddbPersistence | null = null;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private tries = 0;
  private isClosed = false;
  private wantsLine = false;
  private readonly written = new Set<string>();
  private readonly undo: (() => void)[] = [];

  constructor(private readonly options: DraftConnectionOptions) {
    this.right = observable(options.right);
    this.facts = observable<ConnectionFacts>({
      ...{ line: 'connecting', loaded: false, readOnly: options.right.mode === 'LEGGE', pending: 0, savedAt: null, keepsHere: false },
    });
    this.socket = new HocuspocusProviderWebsocket({ url: collabUrl(), autoConnect: false, maxDelay: longestRetryMs });
    this.provider = new HocuspocusProvider({
      name: options.draftId,
      document: this.document,
      websocketProvider: this.socket,
      token: () => this.ticket(),
    });
    keepLedger(this.socket, this.provider, () => {
      this.acknowledged();
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
      if (status !== 'disconnected') return;
      this.change({ line: this.facts.get().line === 'closed' ? 'closed' : 'broken' });
      if (!this.wantsLine) return;
      this.wantsLine = false;
      void this.socket.connect();
    });
    provider.on('authenticated', () => {
      this.tries = 0;
      this.change({ line: 'open' });
    });
    provider.on('authenticationFailed', () => {
      this.tryAgain();
    });
    provider.on('close', () => {
      // The server shows this draft the door and keeps the line: asked anew, it says why or lets in again.
      if (this.socket.status === WebSocketStatus.Connected) this.tryAgain();
    });
    provider.on('synced', () => {
      this.change({ loaded: true });
      this.showText();
    });
    provider.on('stateless', ({ payload }: { payload: string }) => {
      this.told(messageIn(payload));
    });
    const onUpdate = (_update: Uint8Array, origin: unknown, _document: Doc, transaction: Transaction): void => {
      if (origin === provider || origin === this.kept) return;
      for (const type of transaction.changed.keys()) this.noteBlock(type);
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
    this.change({ line: 'connecting' });
    this.reconnect();
  }

  private told(message: DraftMessage | null): void {
    if (message?.kind === 'MODE') this.may(message);
    if (message?.kind !== 'REFUSED') return;
    this.refused.set({ reason: message.reason, blocks: [...this.written] });
    this.socket.disconnect();
    this.change({ line: 'closed' });
  }

  private may({ mode, whyNot, sides }: DraftRight): void {
    this.right.set({ mode, whyNot, sides });
    this.change({ readOnly: mode === 'LEGGE' });
  }

  /** The block of the first level that a changed part belongs to. */
  private noteBlock(changed: object): void {
    const fragment = this.document.getXmlFragment(draftFragment);
    let type: object | null = changed;
    while (type instanceof AbstractType && type.parent !== fragment) type = type.parent as object | null;
    const id: unknown = type instanceof XmlElement ? type.getAttribute('id') : undefined;
    if (typeof id === 'string') this.written.add(id);
  }

  private showText(): void {
    if (this.document.getXmlFragment(draftFragment).length > 0) this.hasText.set(true);
  }

  /** A line that has not ended yet is ended first: over it nothing can be opened anew. */
  private reconnect(): void {
    if (this.socket.status !== WebSocketStatus.Connected) void this.socket.connect();
    else {
      this.wantsLine = true;
      this.socket.disconnect();
    }
  }

  private async ticket(): Promise<string> {
    try {
      const ticket = await this.options.ticket();
      this.may(ticket);
      return ticket.ticket;
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
      () => {
        this.reconnect();
      },
      Math.min(longestRetryMs, firstRetryMs * 2 ** (this.tries - 1)),
    );
  }

  private acknowledged(): void {
    const wrote = this.facts.get().pending > 0;
    this.written.clear();
    this.change({ pending: 0, loaded: true, ...(wrote ? { savedAt: new Date().toISOString() } : {}) });
  }

  private keepHere(): void {
    try {
      const kept = new IndexeddbPersistence(keptDraftName(this.options.personId, this.options.draftId), this.document);
      this.kept = kept;
      void kept.whenSynced.then(() => {
        if (this.isClosed) return;
        this.change({ keepsHere: true });
        this.showText();
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

function messageIn(payload: string): DraftMessage | null {
  try {
    const told = JSON.parse(payload) as Partial<DraftMessage>;
    return told.kind === 'REFUSED' || told.kind === 'MODE' ? (told as DraftMessage) : null;
  } catch {
    return null;
  }
}
