import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { blockId, draftFragment, type Side } from '@gare/domain/drafting/draft-schema';
import { type Chance } from '../redline/edit-scripts.js';
import { type Keystrokes } from './keystrokes.js';

/** How somebody types: bursts of keys, a pause to think, another place now and then. Milliseconds, from and span. */
export const pace = { key: [200, 100], keys: [20, 40], pause: [2_000, 4_000] } as const;
const burstsInAPlace = 3;
const shareOfCorrections = 0.05;
const shareOfNewParagraphs = 0.15;
const words = 'il concorrente presenta la documentazione entro il termine indicato nel bando, a pena di esclusione; la commissione ';

export interface Desk {
  /** Address of the connection, without `/collab`. */
  readonly url: string;
  readonly draftId: string;
  /** Asked for at each connection. */
  readonly token: () => Promise<string>;
  /** Whose sections they write in. */
  readonly side: Side;
  /** Set: they only propose, as this person. */
  readonly proposesAs: { readonly id: string; readonly name: string } | null;
}

interface Caret {
  readonly text: Y.XmlText;
  readonly block: Y.XmlElement;
  place: Y.RelativePosition;
}

/** An editor without a screen: shared document, connection, ticket and cursor as the page has them, and somebody who types. */
export class Typist {
  readonly doc = new Y.Doc();
  /** What went wrong with the connection: refusals, closings. */
  readonly troubles: string[] = [];
  private readonly socket: HocuspocusProviderWebsocket;
  private readonly provider: HocuspocusProvider;
  private isLeaving = false;

  constructor(
    private readonly desk: Desk,
    private readonly chance: Chance,
    private readonly keystrokes: Keystrokes,
  ) {
    this.socket = new HocuspocusProviderWebsocket({ url: `${desk.url.replace(/^http/, 'ws')}/collab`, WebSocketPolyfill: WebSocket });
    this.provider = new HocuspocusProvider({ websocketProvider: this.socket, name: desk.draftId, document: this.doc, token: desk.token });
    keystrokes.watch(this.doc);
    const trouble = (what: string): void => {
      if (!this.isLeaving) this.troubles.push(what);
    };
    this.provider.on('authenticationFailed', ({ reason }: { reason: string }) => {
      trouble(`not let in: ${reason}`);
    });
    this.provider.on('close', ({ event }: { event: { code?: number; reason?: string } }) => {
      trouble(`closed: ${event.code ?? ''} ${event.reason ?? ''}`);
    });
    this.provider.on('stateless', ({ payload }: { payload: string }) => {
      if (payload.includes('REFUSED')) trouble(payload);
    });
    this.provider.attach();
  }

  /** The text is there and everything typed is acknowledged. */
  get isSettled(): boolean {
    const { provider } = this;
    return provider.isAuthenticated && provider.isSynced && provider.unsyncedChanges === 0 && this.blocks.length > 0;
  }

  /** Types until the time is over. */
  async type(until: number): Promise<void> {
    await sleep(this.chance.below(pace.pause[0]));
    for (let burst = 0; performance.now() < until; burst += 1) {
      const caret = this.sitDown();
      for (let inPlace = 0; inPlace < burstsInAPlace && performance.now() < until; inPlace += 1) {
        await this.burst(caret, until);
        await sleep(Math.max(0, Math.min(this.within(pace.pause), until - performance.now())));
      }
    }
  }

  leave(): void {
    this.isLeaving = true;
    this.provider.destroy();
    this.socket.destroy();
  }

  private async burst(caret: Caret, until: number): Promise<void> {
    const keys = this.within(pace.keys);
    const begin = this.chance.below(words.length);
    const proposal = this.proposal();
    for (let key = 0; key < keys && performance.now() < until; key += 1) {
      const letter = words[(begin + key) % words.length] ?? ' ';
      if (key > 0 && this.chance.next() < shareOfCorrections) this.correct(caret);
      else this.strike(caret, letter, proposal);
      await sleep(this.within(pace.key));
    }
    if (proposal === null && this.chance.next() < shareOfNewParagraphs) this.newParagraph(caret);
  }

  private strike(caret: Caret, letter: string, proposal: object | null): void {
    const at = this.indexOf(caret);
    this.keystrokes.strike(this.doc, () => {
      if (proposal === null) caret.text.insert(at, letter);
      else caret.text.insert(at, letter, { insertion: proposal });
    });
    this.moveTo(caret, at + 1);
  }

  /** Who proposes only takes back letters of their own: what others wrote there meanwhile they would propose to delete. */
  private correct(caret: Caret): void {
    const at = this.indexOf(caret);
    const { proposesAs } = this.desk;
    if (at === 0 || (proposesAs !== null && authorAt(caret.text, at - 1) !== proposesAs.id)) return;
    caret.text.delete(at - 1, 1);
    this.moveTo(caret, at - 1);
  }

  /** The Enter key at the end of the block one stands in. */
  private newParagraph({ block }: Caret): void {
    const parent = this.doc.getXmlFragment(draftFragment);
    const { origin, owner } = block.getAttributes();
    if (block.parent !== parent) return;
    this.keystrokes.strike(this.doc, () => {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.setAttribute('id', blockId(this.chance.below(2 ** 31)));
      if (origin !== undefined) paragraph.setAttribute('origin', origin);
      if (owner !== undefined) paragraph.setAttribute('owner', owner);
      paragraph.insert(0, [new Y.XmlText()]);
      parent.insertAfter(block, [paragraph]);
    });
  }

  /** The cursor in the middle of a paragraph that is theirs, or in one of the others where they propose. */
  private sitDown(): Caret {
    const { side, proposesAs } = this.desk;
    const places = this.blocks.flatMap((block) => {
      const text = block.toArray().find((piece) => piece instanceof Y.XmlText && piece.length > 40);
      const isOwn = block.getAttribute('owner') === side;
      return text instanceof Y.XmlText && isOwn === (proposesAs === null) ? [{ block, text }] : [];
    });
    const found = this.chance.of(places);
    if (found === undefined) throw new Error('no place to write in');
    const caret = { ...found, place: Y.createRelativePositionFromTypeIndex(found.text, Math.floor(found.text.length / 2)) };
    this.show(caret);
    return caret;
  }

  private proposal(): object | null {
    const { proposesAs } = this.desk;
    const at = '2026-11-28T10:00:00.000Z';
    return proposesAs === null ? null : { id: randomUUID(), authorId: proposesAs.id, author: proposesAs.name, at };
  }

  private indexOf({ place, text }: Caret): number {
    return Y.createAbsolutePositionFromRelativePosition(place, this.doc)?.index ?? text.length;
  }

  private moveTo(caret: Caret, index: number): void {
    caret.place = Y.createRelativePositionFromTypeIndex(caret.text, index);
    this.show(caret);
  }

  /** The cursor as the editor tells the others. */
  private show({ place }: Caret): void {
    const here = Y.relativePositionToJSON(place) as unknown;
    this.provider.awareness?.setLocalStateField('cursor', { anchor: here, head: here });
  }

  private get blocks(): Y.XmlElement[] {
    const pieces = this.doc.getXmlFragment(draftFragment).toArray();
    return pieces.filter((piece) => piece instanceof Y.XmlElement);
  }

  private within([from, span]: readonly [number, number]): number {
    return from + this.chance.below(span);
  }
}

/** Who proposes the letter at a place of a text; undefined where nobody does. */
function authorAt(text: Y.XmlText, index: number): string | undefined {
  let left = index;
  for (const { insert, attributes } of text.toDelta() as { insert: string | object; attributes?: { insertion?: { authorId: string } } }[]) {
    left -= typeof insert === 'string' ? insert.length : 1;
    if (left < 0) return attributes?.insertion?.authorId;
  }
  return undefined;
}
