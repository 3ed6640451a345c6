import { attribute, childrenOf, type ClipboardNode, isElement, styleOf, tagOf } from './clipboard-node';

/** What the clipboard brought that a draft does not take: for a sentence that says so. */
const leftOutKinds = ['immagini', 'programmi', 'cornici', 'campi', 'commenti', 'revisioni', 'file'] as const;
export type LeftOut = (typeof leftOutKinds)[number];

const tags: Readonly<Record<string, LeftOut>> = {
  ...{ img: 'immagini', svg: 'immagini', canvas: 'immagini', 'v:shape': 'immagini', 'v:imagedata': 'immagini' },
  ...{ script: 'programmi', applet: 'programmi' },
  ...{ iframe: 'cornici', object: 'cornici', embed: 'cornici', video: 'cornici', audio: 'cornici' },
  ...{ input: 'campi', select: 'campi', textarea: 'campi' },
  ...{ del: 'revisioni' },
};

/** Each kind once, in the order of `leftOutKinds`. */
export function leftOutOf(root: ClipboardNode): LeftOut[] {
  const found = new Set<LeftOut>();
  const look = (node: ClipboardNode): void => {
    if (!isElement(node)) return;
    const kind = isComment(node) ? 'commenti' : tags[tagOf(node)];
    if (kind !== undefined && !isSeparator(node)) found.add(kind);
    childrenOf(node).forEach(look);
  };
  childrenOf(root).forEach(look);
  return leftOutKinds.filter((kind) => found.has(kind));
}

/** A comment of Word: its anchor in the text, or the list of them behind it. */
export function isComment(node: ClipboardNode): boolean {
  const style = styleOf(node);
  return (
    style.get('mso-element')?.startsWith('comment') === true ||
    style.get('mso-special-character') === 'comment' ||
    attribute(node, 'class') === 'msocomanchor'
  );
}

/** A helper of the editor itself, that copies along. */
function isSeparator(node: ClipboardNode): boolean {
  return attribute(node, 'class')?.includes('ProseMirror') === true;
}
