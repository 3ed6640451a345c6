import { attribute, childrenOf, type ClipboardNode, isElement, styleOf, tagOf, wordsOf } from './clipboard-node';

export type ItemKind = 'bullet' | 'letter' | 'number';

export interface ItemPlace {
  readonly kind: ItemKind;
  /** From 0, the outermost. */
  readonly level: number;
}

export const deepestLevel = 8;

/** Levels of lists that styles of Word bring with them, by the name of the class: `p.Elencopuntato {mso-list:l0 level1 lfo1}`. */
export type ListClasses = ReadonlyMap<string, number>;

/** Reads the style sheet Word puts before what it copies. */
export function listClassesOf(root: ClipboardNode): ListClasses {
  const found = new Map<string, number>();
  for (const sheet of sheetsOf(root)) {
    for (const [, names = '', rules = ''] of sheet.matchAll(/([^{}]*)\{([^{}]*)\}/g)) {
      const level = /mso-list:[^;]*\blevel(\d)\b/.exec(rules)?.[1];
      if (level === undefined) continue;
      for (const [, name = ''] of names.matchAll(/\bp\.([\w-]+)/g)) found.set(name, levelOf(Number(level)));
    }
  }
  return found;
}

function sheetsOf(node: ClipboardNode): string[] {
  if (isElement(node) && tagOf(node) === 'style') return [wordsOf(node)];
  return childrenOf(node).flatMap(sheetsOf);
}

/**
 * Word puts lists on the clipboard as paragraphs: `mso-list: l0 level2 lfo1` tells the level, of the paragraph or of its style, and the
 * marker stands in the text in a span with `mso-list: Ignore`. Null for a paragraph that is no item.
 */
export function wordItemOf(node: ClipboardNode, classes: ListClasses): ItemPlace | null {
  const list = styleOf(node).get('mso-list');
  const level = list === undefined ? undefined : /\blevel(\d)\b/.exec(list)?.[1];
  const marker = markerOf(node);
  const ofStyle = classes.get(attribute(node, 'class') ?? '');
  if (level === undefined && (marker === null || list === 'none')) return null;
  const kind = kindOf((marker ?? '').replaceAll(/[\s\u00A0]+/g, ''));
  return { kind, level: level === undefined ? (ofStyle ?? 0) : levelOf(Number(level)) };
}

function levelOf(counted: number): number {
  return Math.min(deepestLevel, Math.max(0, counted - 1));
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

/** The kind and level of an item of a list: Google says the kind at the item, Word in the browser puts each item in a list of its own and tells the level. */
export function listItemOf(item: ClipboardNode, list: ItemPlace): ItemPlace {
  const told = Number(attribute(item, 'data-aria-level') ?? attribute(item, 'aria-level'));
  const level = Number.isInteger(told) && told > 0 ? Math.max(list.level, levelOf(told)) : list.level;
  return { kind: styleOf(item).has('list-style-type') ? listKind(item) : list.kind, level };
}

export function listKind(node: ClipboardNode): ItemKind {
  const shape = styleOf(node).get('list-style-type') ?? attribute(node, 'type') ?? '';
  if (/^(?:a|i|(?:lower|upper)-(?:alpha|latin|roman))$/i.test(shape)) return 'letter';
  return tagOf(node) === 'ol' || /^(?:1|decimal)/.test(shape) ? 'number' : 'bullet';
}
