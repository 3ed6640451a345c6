import { HocuspocusProvider, HocuspocusProviderWebsocket, WebSocketStatus } from '@hocuspocus/provider';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { type DraftTicketView } from '@gare/contracts/drafts';
import { type EditLedger, keepLedger } from '@gare/domain/drafting/edit-ledger';
import { type Hand } from './hand.js';

const retryMs = [300, 600, 1_200, 2_000];

/** A connection that is given up while it is being made says so; nobody needs to hear it. */
class Socket extends WebSocket {
  constructor(address: string) {
    super(address);
    this.on('error', () => undefined);
  }
}

/**
 * The line of one open page, as the browser keeps it: a ticket for every connection, another attempt ever more slowly where it is not
 * had or not taken, and "saved" only by the ledger. Nothing of it outlives the page.
 */
export class DraftLine {
  readonly doc = new Y.Doc();
  /** What the server refused; never expected. */
  readonly refusals: string[] = [];
  /** Who the server says this person is. */
  person: DraftTicketView['person'] | null = null;
  private readonly socket: HocuspocusProviderWebsocket;
  private readonly provider: HocuspocusProvider;
  private readonly ledger: EditLedger;
  private retry: NodeJS.Timeout | undefined;
  private tries = 0;
  private isOffline = false;
  private isGone = false;

  /** @param saved told each time the page would say that everything is saved */
  constructor(
    private readonly hand: Hand,
    saved: () => void,
    url = hand.person.url,
  ) {
    this.socket = new HocuspocusProviderWebsocket({
      ...{ url: `${url.replace(/^http/, 'ws')}/collab`, WebSocketPolyfill: Socket, autoConnect: false },
      ...{ delay: 200, minDelay: 200, maxDelay: 2_000 },
    });
    this.provider = new HocuspocusProvider({
      ...{ name: hand.draftId, document: this.doc, websocketProvider: this.socket, token: () => this.ticket() },
    });
    this.ledger = keepLedger(this.socket, this.provider, saved);
    this.provider.on('authenticated', () => {
      this.tries = 0;
    });
    this.provider.on('authenticationFailed', () => {
      this.tryAgain();
    });
    this.provider.on('close', () => {
      if (this.socket.status === WebSocketStatus.Connected) this.tryAgain();
    });
    this.provider.on('stateless', ({ payload }: { payload: string }) => {
      if (payload.includes('"REFUSED"')) this.refusals.push(`${hand.name}: ${payload}`);
    });
    this.provider.attach();
    void this.socket.connect();
  }

  /** The text has come and everything written here is in Postgres. */
  get isSettled(): boolean {
    return this.provider.isAuthenticated && this.provider.isSynced && this.ledger.isComplete;
  }

  offline(): void {
    this.isOffline = true;
    clearTimeout(this.retry);
    this.socket.disconnect();
  }

  online(): void {
    this.isOffline = false;
    void this.socket.connect();
  }

  /** As when the machine loses power: nothing more is said. */
  vanish(): void {
    this.isGone = true;
    clearTimeout(this.retry);
    (this.socket.webSocket as unknown as WebSocket | null)?.terminate();
    this.socket.destroy();
    this.provider.destroy();
    this.doc.destroy();
  }

  private async ticket(): Promise<string> {
    const { person, dossierId, code } = this.hand;
    const { status, body } = await person.post<DraftTicketView>(`/api/dossiers/${dossierId}/drafts/${code}/ticket`, { mode: 'SCRIVE' });
    if (status >= 400) throw new Error(`no ticket: ${status}`);
    this.person = body.person;
    return body.ticket;
  }

  private tryAgain(): void {
    this.socket.disconnect();
    if (this.isGone || this.isOffline) return;
    clearTimeout(this.retry);
    this.retry = setTimeout(
      () => {
        this.reconnect();
      },
      retryMs[Math.min(this.tries, retryMs.length - 1)],
    );
    this.tries += 1;
  }

  /** A line that is still ending is waited for: over it nothing opens. */
  private reconnect(): void {
    if (this.isGone || this.isOffline) return;
    if (this.socket.status !== WebSocketStatus.Connected) void this.socket.connect();
    else this.tryAgain();
  }
}
