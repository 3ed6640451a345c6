import { childrenOf, type ClipboardNode, isElement, styleOf, wordsOf } from './clipboard-node';

export type ItemKind = 'bullet' | 'letter' | 'number';

/**
 * Word puts lists on the clipboard as paragraphs: `mso-list: l0 level2 lfo1` tells the level, and the marker stands in the text in a
 * span with `mso-list: Ignore`. Null for a paragraph that is no item.
 */
export function wordItemOf(node: ClipboardNode): { readonly kind: ItemKind; readonly level: number } | null {
  const list = styleOf(node).get('mso-list');
  const level = list === undefined ? undefined : /\blevel(\d)\b/.exec(list)?.[1];
  if (level === undefined) return null;
  const marker = (markerOf(node) ?? '').replaceAll(/[\s\u00A0]+/g, '');
  return { kind: kindOf(marker), level: Math.max(0, Number(level) - 1) };
}

function markerOf(node: ClipboardNode): string | null {
  if (!isElement(node)) return null;
  if (styleOf(node).get('mso-list') === 'ignore') return wordsOf(node);
  for (const child of childrenOf(node)) {
    const found = markerOf(child);
    if (found !== null) return found;
  }
  return null;
}

function kindOf(marker: string): ItemKind {
  if (/\d/.test(marker)) return 'number';
  return /^\(?[a-z]{1,4}[).]/i.test(marker) && marker !== 'o' ? 'letter' : 'bullet';
}
