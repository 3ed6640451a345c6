import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { type DraftMessage, type DraftMode, type DraftTicketView } from '@gare/contracts/drafts';
import { draftFragment } from '@gare/domain/drafting/draft-schema';
import { type EditLedger, keepLedger } from '@gare/domain/drafting/edit-ledger';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';

export interface DraftPlace {
  readonly dossierId: string;
  readonly code: string;
}

export interface ClientOptions {
  readonly mode?: DraftMode;
  /** Where to connect instead of the api. */
  readonly url?: string;
  /** Instead of a ticket asked of the api. */
  readonly token?: string;
  readonly draftId?: string;
}

/** A person at a draft, as the browser is: a shared document, the provider of Hocuspocus, a ticket for every connection. */
export class DraftClient {
  readonly messages: DraftMessage[] = [];
  /** Why the server closed the draft, or the whole connection, for this client. */
  readonly closings: string[] = [];
  readonly refusals: string[] = [];

  private constructor(
    private readonly socket: HocuspocusProviderWebsocket,
    readonly provider: HocuspocusProvider,
    readonly doc: Y.Doc,
    private readonly ledger: EditLedger,
  ) {}

  static async open(person: Visitor, place: DraftPlace, options: ClientOptions = {}): Promise<DraftClient> {
    const path = `/api/dossiers/${place.dossierId}/drafts/${place.code}/ticket`;
    const ask = async (): Promise<DraftTicketView> => (await person.post<DraftTicketView>(path, { mode: options.mode ?? 'SCRIVE' })).body;
    const draftId = options.draftId ?? (await ask()).draftId;
    const url = (options.url ?? person.url).replace(/^http/, 'ws');
    const socket = new HocuspocusProviderWebsocket({
      url: `${url}/collab`,
      WebSocketPolyfill: WebSocket,
      delay: 100,
      minDelay: 100,
      maxDelay: 400,
      jitter: false,
    });
    const doc = new Y.Doc();
    const provider = new HocuspocusProvider({
      websocketProvider: socket,
      name: draftId,
      document: doc,
      token: async () => options.token ?? (await ask()).ticket,
    });
    const client = new DraftClient(
      socket,
      provider,
      doc,
      keepLedger(socket, provider, () => undefined),
    );
    provider.on('stateless', ({ payload }: { payload: string }) => client.messages.push(JSON.parse(payload) as DraftMessage));
    provider.on('close', ({ event }: { event: { reason: string } }) => client.closings.push(event.reason));
    provider.on('authenticationFailed', ({ reason }: { reason: string }) => client.refusals.push(reason));
    provider.attach();
    return client;
  }

  /** The same, once it has the text. */
  static async ready(person: Visitor, place: DraftPlace, options: ClientOptions = {}): Promise<DraftClient> {
    const client = await DraftClient.open(person, place, options);
    await until('the draft is there', () => client.blocks.length > 0 && client.isSaved);
    return client;
  }

  get blocks(): Y.XmlElement[] {
    return this.doc
      .getXmlFragment(draftFragment)
      .toArray()
      .filter((node) => node instanceof Y.XmlElement);
  }

  get text(): string {
    return this.blocks.map((block) => block.toArray().map(wordsOf).join('')).join('\n');
  }

  /** The server has acknowledged everything. */
  get isSaved(): boolean {
    return this.provider.isAuthenticated && this.provider.isSynced && this.ledger.isComplete;
  }

  /** Types at the end of a block. */
  type(words: string, block = 0): void {
    const element = this.blocks[block];
    if (element === undefined) throw new Error(`the draft has no block ${block}`);
    let text = element.toArray().find((node) => node instanceof Y.XmlText);
    if (text === undefined) {
      text = new Y.XmlText();
      element.insert(0, [text]);
    }
    text.insert(text.length, words);
  }

  saved(): Promise<void> {
    return until('everything is acknowledged', () => this.isSaved);
  }

  /** The connection breaks, as when the train enters a tunnel. */
  disconnect(): void {
    this.socket.disconnect();
  }

  async reconnect(): Promise<void> {
    await this.socket.connect();
  }

  close(): void {
    this.provider.destroy();
    this.socket.destroy();
  }
}

/** Words of a piece of a block; a value of the scheda reads as it is printed. */
function wordsOf(piece: unknown): string {
  if (piece instanceof Y.XmlElement) return (piece as Y.XmlElement).getAttribute('text') ?? '';
  if (!(piece instanceof Y.XmlText)) return '';
  return (piece.toDelta() as { insert: unknown }[]).map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('');
}

/** Waits for a condition, not for time. */
export async function until(what: string, satisfied: () => boolean | Promise<boolean>, withinMs = 60_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await satisfied())) {
    if (performance.now() > deadline) throw new Error(`never came to pass: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
