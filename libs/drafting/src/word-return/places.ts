import { type TextStory } from './package-parts.js';
import { textWithin } from './census.js';
import { type Place } from './returned.js';
import { child, valueOf, type XmlNode } from './xml-tree.js';

/** The place of each paragraph of a part: its number and the headings above it. Paragraphs of text boxes are not counted. */
export function placesOf({ root, part }: TextStory, levels: ReadonlyMap<string, number>): ReadonlyMap<XmlNode, Place> {
  const places = new Map<XmlNode, Place>();
  const headings: { level: number; text: string }[] = [];
  const visit = (node: XmlNode): void => {
    if (node.name !== 'w:p') {
      for (const one of node.children) visit(one);
      return;
    }
    const level = levelOf(node, levels);
    if (level !== null) while ((headings.at(-1)?.level ?? 0) >= level) headings.pop();
    places.set(node, { part, paragraph: places.size + 1, heading: headings.map(({ text }) => text) });
    const text = level === null ? '' : textWithin(node).trim();
    if (level !== null && text !== '') headings.push({ level, text });
  };
  visit(root);
  return places;
}

function levelOf(paragraph: XmlNode, levels: ReadonlyMap<string, number>): number | null {
  const properties = child(paragraph, 'w:pPr');
  const outline = Number(valueOf(properties, 'w:outlineLvl') ?? 9);
  return outline < 9 ? outline + 1 : (levels.get(valueOf(properties, 'w:pStyle') ?? '') ?? null);
}
