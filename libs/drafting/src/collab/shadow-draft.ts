import { type Node } from 'prosemirror-model';
import * as Y from 'yjs';
import { draftFragment, type DraftNode } from '@gare/domain/drafting/draft-schema';
import { draftOfBlocks, elementsOf, MalformedDraft, nodeOf } from '../draft-nodes.js';

/** An edit as it would change the draft. */
export interface Examination {
  /** False where the draft holds all of it already. */
  readonly news: boolean;
  /** Clients of the shared document whose hand wrote what is new. */
  readonly clients: readonly number[];
  readonly before: DraftNode;
  readonly after: DraftNode;
  /** Blocks that changed inside; null where the list of blocks itself changed. */
  readonly changed: readonly { readonly before: Node; readonly after: Node }[] | null;
}

/**
 * A second copy of an open draft, always a step ahead: an edit is tried here before it is kept or shown to anybody. Only blocks that
 * an edit touches are read again. After a refusal the copy is spoiled and has to be made anew.
 */
export class ShadowDraft {
  private readonly doc = new Y.Doc();
  private readonly fragment = this.doc.getXmlFragment(draftFragment);
  private readonly nodes = new Map<Y.XmlElement, Node>();
  private whole: DraftNode | null = null;
  /** Where the blocks of `whole` stand in it, and those of them that have to be read again. */
  private places = new Map<Y.XmlElement, number>();
  private readonly stale = new Set<Y.XmlElement>();
  /** What the edits of now touched. */
  private touched = new Set<Y.AbstractType<unknown>>();
  private news = false;
  private clients = new Set<number>();

  constructor(states: readonly Uint8Array[]) {
    for (const state of states) Y.applyUpdate(this.doc, state);
    this.doc.on('afterTransaction', (transaction: Y.Transaction) => {
      const { changed, deleteSet, beforeState, afterState } = transaction;
      for (const type of changed.keys()) this.touched.add(type as Y.AbstractType<unknown>);
      for (const [client, clock] of afterState) if ((beforeState.get(client) ?? 0) < clock) this.clients.add(client);
      this.news ||= deleteSet.clients.size > 0 || this.clients.size > 0;
    });
  }

  get current(): DraftNode {
    const whole = this.whole === null ? this.readWhole() : this.readAgain(this.whole);
    this.stale.clear();
    this.whole = whole;
    return whole;
  }

  /** Takes in what is known to be sound: edits of other processes and of the server. */
  takeIn(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update);
    this.forgetTouched();
  }

  /** @throws MalformedDraft also for an edit that builds on what the draft does not have */
  examine(update: Uint8Array): Examination {
    const before = this.current;
    this.news = false;
    this.clients = new Set();
    try {
      Y.applyUpdate(this.doc, update);
    } catch (error) {
      throw new MalformedDraft(String(error));
    }
    const { store, share } = this.doc;
    if (store.pendingStructs !== null || store.pendingDs !== null)
      throw new MalformedDraft('the edit builds on something that is not there');
    if (share.size !== 1 || this.fragment._map.size > 0) throw new MalformedDraft('a draft holds its text and nothing else');
    const { touchedBlocks, listChanged } = this.forgetTouched();
    if (!this.hasNews()) return { news: false, clients: [], before, after: before, changed: [] };
    const after = this.current;
    const changed = [...touchedBlocks].flatMap(([block, was]) => {
      const is = this.nodes.get(block);
      return was === undefined || is === undefined ? [] : [{ before: was, after: is }];
    });
    return { news: true, clients: [...this.clients], before, after, changed: listChanged ? null : changed };
  }

  private hasNews(): boolean {
    return this.news;
  }

  /** @returns the blocks that were touched, as they read before */
  private forgetTouched(): { touchedBlocks: Map<Y.XmlElement, Node | undefined>; listChanged: boolean } {
    const touchedBlocks = new Map<Y.XmlElement, Node | undefined>();
    let listChanged = false;
    for (const type of this.touched) {
      const top = this.topOf(type);
      if (top === null) listChanged = true;
      else touchedBlocks.set(top, touchedBlocks.get(top) ?? this.nodes.get(top));
    }
    for (const block of touchedBlocks.keys()) {
      this.nodes.delete(block);
      this.stale.add(block);
    }
    if (listChanged) {
      const left = new Set(elementsOf(this.doc));
      for (const element of this.nodes.keys()) if (!left.has(element)) this.nodes.delete(element);
      this.whole = null;
    }
    this.touched = new Set();
    return { touchedBlocks, listChanged };
  }

  private readWhole(): DraftNode {
    const elements = elementsOf(this.doc);
    this.places = new Map(elements.map((element, place) => [element, place]));
    return draftOfBlocks(elements.map((element) => this.node(element)));
  }

  /** The same list of blocks, some of which read otherwise. */
  private readAgain(whole: DraftNode): DraftNode {
    let { content } = whole;
    for (const element of this.stale) {
      const place = this.places.get(element);
      if (place !== undefined) content = content.replaceChild(place, this.node(element));
    }
    return content === whole.content ? whole : whole.copy(content);
  }

  /** The block a piece lies in; null for the list of blocks itself and for what was taken out. */
  private topOf(type: Y.AbstractType<unknown>): Y.XmlElement | null {
    let piece: Y.AbstractType<unknown> | null = type;
    while (piece !== null && piece.parent !== this.fragment) piece = piece.parent as Y.AbstractType<unknown> | null;
    return piece instanceof Y.XmlElement ? piece : null;
  }

  private node(element: Y.XmlElement): Node {
    const known = this.nodes.get(element);
    if (known !== undefined) return known;
    const fresh = nodeOf(element);
    this.nodes.set(element, fresh);
    return fresh;
  }
}
