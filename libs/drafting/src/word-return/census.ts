import { featureOfElement, revisionsOfLook, type FeatureKey } from './features.js';
import { authorshipOf, type TextStory } from './package-parts.js';
import { valueTagOf } from './content-controls.js';
import { type FeatureCount, type FeatureItem, type Place } from './returned.js';
import { child, valueOf, type XmlNode } from './xml-tree.js';

/** What was found in one part with text. */
export interface Census {
  readonly features: readonly FeatureCount[];
  /** Things one by one; drawings, notes, fields and formulas are told by who reads the text, where they stand in it. */
  readonly items: readonly FeatureItem[];
  readonly revisions: number;
}

const revisionNames = new Set(['w:ins', 'w:del', 'w:moveFrom', 'w:moveTo', ...revisionsOfLook.keys()]);

interface State {
  readonly counts: Map<FeatureKey, number>;
  readonly items: FeatureItem[];
  readonly placeOf: (node: XmlNode | null) => Place;
  readonly looks: ReadonlySet<XmlNode>;
  revisions: number;
}

/**
 * Counts every element of a part under exactly one kind of thing, and tells one by one what is no text.
 * @param looks tracked changes of the look that are read as emphasis of the text: counted, not told
 */
export function takeCensus(story: TextStory, placeOf: State['placeOf'], looks: ReadonlySet<XmlNode>): Census {
  const state: State = { counts: new Map(), items: [], placeOf, looks, revisions: 0 };
  visit(story.root, { state, held: null, paragraph: null });
  const features = [...state.counts].map(([feature, elements]) => ({ feature, elements }));
  return { features, items: state.items, revisions: state.revisions };
}

interface Visit {
  readonly state: State;
  /** The kind that holds everything here. */
  readonly held: FeatureKey | null;
  /** The paragraph of the text it stands in. */
  readonly paragraph: XmlNode | null;
}

function visit(node: XmlNode, { state, held, paragraph }: Visit): void {
  const { counts } = state;
  if (revisionNames.has(node.name) && held !== 'compatibility') state.revisions += 1;
  const revision = revisionsOfLook.get(node.name);
  const kind = held === null ? featureOfElement(node.name) : { key: revision ?? held, whole: true };
  const isValue = held === null && node.name === 'w:sdt' && valueTagOf(node) !== null;
  const key = isValue ? 'value' : (kind?.key ?? 'unknown');
  counts.set(key, (counts.get(key) ?? 0) + 1);
  const inside = held === null && node.name === 'w:p' ? node : paragraph;
  const label = held === 'compatibility' || state.looks.has(node) ? null : labelOf(node, inside, held);
  if (label !== null) state.items.push({ ...label, ...vagueness(node), place: state.placeOf(inside) });
  const holds = kind?.whole === true ? key : null;
  for (const one of node.children) visit(one, { state, held: holds, paragraph: inside });
}

/** The item an element makes, if it makes one. */
function labelOf(node: XmlNode, paragraph: XmlNode | null, held: FeatureKey | null): { feature: FeatureKey; label: string } | null {
  const revision = revisionsOfLook.get(node.name);
  if (revision !== undefined) return { feature: revision, label: revisionLabel(node, paragraph) };
  switch (node.name) {
    case 'w:txbxContent':
      return { feature: 'textBox', label: textWithin(node) };
    case 'w:sectPr':
      return held === 'sectionRevision' ? null : { feature: 'section', label: sectionLabel(node) };
    case 'w:gridSpan':
    case 'w:hMerge':
    case 'w:vMerge':
      return held === 'tableRevision'
        ? null
        : { feature: 'mergedCell', label: `${node.name.slice(2)} ${node.attributes.get('w:val') ?? ''}`.trim() };
    default:
  }
  if (held !== null) return null;
  switch (node.name) {
    case 'w:hyperlink':
      return { feature: 'link', label: textWithin(node) };
    case 'w:sdt': {
      const label = valueOf(child(node, 'w:sdtPr'), 'w:alias') ?? valueOf(child(node, 'w:sdtPr'), 'w:tag');
      // LibreOffice leaves a husk of every control, without its name: nothing can be told of it but its text, which is compared.
      return valueTagOf(node) !== null || label === undefined ? null : { feature: 'control', label };
    }
    case 'w:customXml':
    case 'w:smartTag':
      return { feature: 'customXml', label: node.attributes.get('w:element') ?? '' };
    case 'w:altChunk':
    case 'w:subDoc':
    case 'w:contentPart':
      return { feature: 'chunk', label: node.name.slice(2) };
    default:
      return featureOfElement(node.name) === null ? { feature: 'unknown', label: node.name } : null;
  }
}

/** Word always says what a change of the look replaced, be it nothing. */
function vagueness(node: XmlNode): { vague?: string } {
  return node.name === 'w:rPrChange' && child(node, 'w:rPr') === undefined ? { vague: authorshipOf(node).author } : {};
}

function revisionLabel(node: XmlNode, paragraph: XmlNode | null): string {
  const { author, at } = authorshipOf(node);
  const text = paragraph === null ? '' : textWithin(paragraph).slice(0, 80);
  return [text === '' ? '' : `«${text}»`, author, at?.slice(0, 10) ?? ''].filter((piece) => piece !== '').join(', ');
}

function sectionLabel(node: XmlNode): string {
  const columns = child(node, 'w:cols')?.attributes.get('w:num') ?? '1';
  const wide = child(node, 'w:pgSz')?.attributes.get('w:orient') === 'landscape';
  return `${columns === '1' ? 'una colonna' : `${columns} colonne`}, ${wide ? 'orizzontale' : 'verticale'}`;
}

/** Plain text of everything inside, one paragraph after the other; copies for older programs do not count twice. */
export function textWithin(node: XmlNode): string {
  if (node.name === 'mc:Fallback' || node.name === 'w:delText') return '';
  if (node.name === 'w:t' || node.name === 'm:t') return node.text;
  if (node.name === 'w:tab' || node.name === 'w:br') return ' ';
  const inner = node.children.map(textWithin).join('');
  return node.name === 'w:p' ? `${inner} `.replace(/^ $/, '') : node.name === 'w:txbxContent' ? inner.trim() : inner;
}
