import { Fragment, Mark, type AttributeSpec, type MarkType, type Node, type NodeType } from 'prosemirror-model';
import * as Y from 'yjs';
import { draftFragment, draftSchema } from '@gare/domain/drafting/draft-schema';

/** What stands there is no text of a draft: no editor of ours has written it. */
export class MalformedDraft extends Error {}

type Attrs = Readonly<Record<string, unknown>>;
type AttrSpecs = Readonly<Record<string, AttributeSpec>>;

/** Objects among the attributes (suggestions, emphasis of atoms, widths of columns) stay small. */
const largestAttribute = 20_000;

function checkAttrs(specs: AttrSpecs, values: Attrs, name: string): void {
  for (const [key, value] of Object.entries(values)) {
    const spec = specs[key];
    if (spec === undefined) throw new MalformedDraft(`${name} has no attribute ${key}`);
    const isObject = typeof value === 'object' && value !== null;
    if (typeof spec.validate === 'string' && !spec.validate.split('|').includes(value === null ? 'null' : typeof value))
      throw new MalformedDraft(`${name}.${key} is not ${spec.validate}`);
    if (isObject && (value instanceof Y.AbstractType || value instanceof Y.Doc || value instanceof Uint8Array))
      throw new MalformedDraft(`${name}.${key} is no value`);
    if (value === undefined || JSON.stringify(value).length > largestAttribute) throw new MalformedDraft(`${name}.${key} is too long`);
  }
  const missing = Object.keys(specs).find((key) => specs[key]?.default === undefined && !(key in values));
  if (missing !== undefined) throw new MalformedDraft(`${name} lacks ${missing}`);
}

const nodeTypes: Readonly<Record<string, NodeType>> = draftSchema.nodes;
const markTypes: Readonly<Record<string, MarkType>> = draftSchema.marks;

/** Marks that may stand twice on one text carry a hash in their name. */
const markName = (name: string): string => /^(.*)--[a-zA-Z0-9+/=]{8}$/.exec(name)?.[1] ?? name;

function marksOf(attributes: Attrs): readonly Mark[] {
  return Object.entries(attributes).map(([key, value]) => {
    const type = markTypes[markName(key)];
    if (type === undefined) throw new MalformedDraft(`no mark ${key}`);
    const attrs = (typeof value === 'object' && value !== null ? value : {}) as Attrs;
    checkAttrs(type.spec.attrs ?? {}, attrs, type.name);
    return type.create(attrs);
  });
}

function textsOf(text: Y.XmlText): Node[] {
  const pieces = text.toDelta() as { insert: unknown; attributes?: Attrs }[];
  return pieces.map(({ insert, attributes }) => {
    if (typeof insert !== 'string' || insert === '') throw new MalformedDraft('text holds what is no text');
    return draftSchema.text(insert, Mark.setFrom(marksOf(attributes ?? {})));
  });
}

/**
 * The node an element of the shared document stands for. Unlike the binding of the editor it changes nothing and drops nothing.
 * Counts are not asked for (a table may have lost its last row to two people at once), kinds and values are.
 * @throws MalformedDraft
 */
export function nodeOf(element: Y.XmlElement): Node {
  const type = nodeTypes[element.nodeName];
  if (type === undefined || type === draftSchema.topNodeType || type.isText) throw new MalformedDraft(`no block ${element.nodeName}`);
  const attrs = element.getAttributes() as Attrs;
  checkAttrs(type.spec.attrs ?? {}, attrs, type.name);
  if (type.isLeaf && element.length > 0) throw new MalformedDraft(`${type.name} holds nothing`);
  const children = element.toArray().flatMap((child): Node[] => {
    if (child instanceof Y.XmlElement) return [nodeOf(child)];
    if (child instanceof Y.XmlText && type.inlineContent) return textsOf(child);
    throw new MalformedDraft(`${type.name} holds something strange`);
  });
  const stranger = children.find((child) => type.contentMatch.matchType(child.type) === null);
  if (stranger !== undefined) throw new MalformedDraft(`${stranger.type.name} does not stand in ${type.name}`);
  return type.create(attrs, Fragment.from(children));
}

/** The blocks of a draft, in their order. @throws MalformedDraft */
export function elementsOf(doc: Y.Doc): Y.XmlElement[] {
  const fragment = doc.getXmlFragment(draftFragment);
  return fragment.toArray().map((element) => {
    if (!(element instanceof Y.XmlElement)) throw new MalformedDraft('a draft consists of blocks');
    return element;
  });
}

export function draftOfBlocks(blocks: readonly Node[]): Node {
  const stranger = blocks.find(({ type }) => draftSchema.topNodeType.contentMatch.matchType(type) === null);
  if (stranger !== undefined) throw new MalformedDraft(`${stranger.type.name} does not stand alone`);
  return draftSchema.topNodeType.create(null, Fragment.from([...blocks]));
}

/** The whole text of a shared document. @throws MalformedDraft */
export function draftNodeOf(doc: Y.Doc): Node {
  return draftOfBlocks(elementsOf(doc).map(nodeOf));
}
