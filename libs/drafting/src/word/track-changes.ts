import { type NodeChange } from '@gare/domain/drafting/draft-schema';
import { escapeXml } from './word-xml.js';

/** Who and when, as Word writes it. */
export type Signed = Pick<NodeChange, 'author' | 'at'>;

/** Numbers of the annotations of one document: each has its own. */
export class Annotations {
  private last = 90_000;

  next(): number {
    return (this.last += 1);
  }

  /** Attributes of a tracked change. */
  signature({ author, at }: Signed): string {
    return `w:id="${this.next()}" w:author="${escapeXml(author === '' ? 'Sconosciuto' : author)}"${wordDate(at)}`;
  }
}

/** Word knows whole seconds. */
function wordDate(at: string): string {
  const instant = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)/.exec(at)?.[1];
  return instant === undefined ? '' : ` w:date="${instant}Z"`;
}
