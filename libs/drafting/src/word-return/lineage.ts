import { type Lineage } from './returned.js';
import { textWithinProperty } from './document-properties.js';
import { type XmlNode } from './xml-tree.js';

/** Name of the document property; Word and LibreOffice keep properties they do not know. */
export const lineageProperty = 'GareInsiemeBozza';

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const shape = new RegExp(`^(${uuid}) (${uuid}) (\\d{1,15}) ([0-9a-f]{64})$`);

export function lineageText({ draftId, exportId, seq, hash }: Lineage): string {
  return `${draftId} ${exportId} ${seq} ${hash}`;
}

/** What a file says of its descent; null where it says nothing that can be read. */
export function lineageOf(properties: XmlNode | null): Lineage | null {
  const match = shape.exec(textWithinProperty(properties, lineageProperty) ?? '');
  const [, draftId = '', exportId = '', seq = '', hash = ''] = match ?? [];
  return match === null ? null : { draftId, exportId, seq: Number(seq), hash };
}
