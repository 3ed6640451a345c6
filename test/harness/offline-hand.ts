import * as Y from 'yjs';
import { draftFragment } from '@gare/domain/drafting/draft-schema';
import { type Chance } from '../../apps/cli/src/bench/redline/edit-scripts.js';

/** Somebody who writes in a copy of a draft without a line to the server; what they wrote is taken out when they come back. */
export class OfflineHand {
  private readonly doc = new Y.Doc();
  private written: Uint8Array[] = [];
  private blocks = 0;

  constructor(state: Uint8Array) {
    Y.applyUpdate(this.doc, state);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.written.push(update);
    });
  }

  /** What was written since the last time. */
  takeOut(): Uint8Array[] {
    return this.written.splice(0);
  }

  takeIn(state: Uint8Array): void {
    Y.applyUpdate(this.doc, state, this);
  }

  /** Writes at the end of the first paragraph. @returns the edit */
  write(words: string): Uint8Array {
    this.insertAtEnd(this.texts[0], words);
    const [update] = this.written.splice(-1);
    if (update === undefined) throw new Error('the draft has no paragraph');
    return update;
  }

  /** Writes, takes out, makes bold, begins a paragraph or throws one away. */
  edit(chance: Chance): void {
    const text = chance.of(this.texts);
    const kind = chance.below(10);
    if (text === undefined || kind === 0) this.addParagraph(chance);
    else if (kind === 1 && this.texts.length > 3) this.removeParagraph(chance);
    else if (kind < 4 && text.length > 4) text.delete(chance.below(text.length - 3), 3);
    else if (kind === 4 && text.length > 4) text.format(chance.below(text.length - 3), 3, { bold: {} });
    else text.insert(chance.below(text.length + 1), ` parola${chance.below(1000)}`, {});
  }

  private get fragment(): Y.XmlFragment {
    return this.doc.getXmlFragment(draftFragment);
  }

  private get texts(): Y.XmlText[] {
    return this.fragment.toArray().flatMap((block) => {
      const text = block instanceof Y.XmlElement && block.nodeName === 'paragraph' ? block.get(0) : null;
      return text instanceof Y.XmlText ? [text] : [];
    });
  }

  private insertAtEnd(text: Y.XmlText | undefined, words: string): void {
    text?.insert(text.length, words, {});
  }

  private addParagraph(chance: Chance): void {
    const paragraph = new Y.XmlElement('paragraph');
    this.blocks += 1;
    paragraph.setAttribute('id', `prova-${this.doc.clientID}-${this.blocks}`);
    paragraph.setAttribute('owner', 'SUA');
    paragraph.insert(0, [new Y.XmlText('Un capoverso nuovo.')]);
    this.fragment.insert(1 + chance.below(this.fragment.length), [paragraph]);
  }

  private removeParagraph(chance: Chance): void {
    const index = 2 + chance.below(this.fragment.length - 2);
    const block = this.fragment.get(index);
    if (block instanceof Y.XmlElement && block.nodeName === 'paragraph') this.fragment.delete(index, 1);
  }
}
