import { type XmlNode } from '@gare/platform/xml';
import { NormalForm } from './normal-form.js';
import { type WordFile } from './word-file.js';

/** One of the two files with its tracked changes accepted, and what its elements are compared by. */
export class Side {
  private readonly form: NormalForm;

  constructor(readonly file: WordFile) {
    this.form = new NormalForm(file);
  }

  tree(part: string): XmlNode {
    return this.form.tree(part);
  }

  key(node: XmlNode, part: string): string {
    return this.form.of(node, part);
  }

  /** What a drawing is apart from what is written in its text boxes. */
  frame(node: XmlNode, part: string): string {
    return this.form.of(node, part, true);
  }
}
