import { type Mark } from 'prosemirror-model';
import { draftSchema, type AtomFormat } from '@gare/domain/drafting/draft-schema';
import { isSuggestionMark } from '@gare/domain/drafting/draft-marks';
import { type ShellRegister } from './shell-index.js';
import { child, isOn, valueOf, type WordElement } from './word-xml.js';

const { marks } = draftSchema;

/** Says nothing that is seen: language and spelling of a run, and records of changes to its look. */
const unseen = new Set(['w:lang', 'w:noProof', 'w:rPrChange', 'w:ins', 'w:del', 'w:moveFrom', 'w:moveTo']);

/** The emphasis of a run; what a draft has no mark for is named by `runLook`. */
export function marksOfRun(xml: string, run: WordElement, register: ShellRegister): Mark[] {
  return marksOfProperties(xml, child(run, 'w:rPr'), register);
}

/** What a tracked change of the look of a run replaced; null where there is none. */
export function recordOfRun(
  xml: string,
  run: WordElement,
  register: ShellRegister,
): { readonly element: WordElement; readonly before: readonly Mark[] } | null {
  const element = child(child(run, 'w:rPr'), 'w:rPrChange');
  return element === undefined ? null : { element, before: marksOfProperties(xml, child(element, 'w:rPr'), register) };
}

function marksOfProperties(xml: string, properties: WordElement | undefined, register: ShellRegister): Mark[] {
  if (properties === undefined) return [];
  const found: Mark[] = [];
  const spoken = new Set<string>();
  const take = (mark: Mark, ...names: string[]): void => {
    found.push(mark);
    for (const name of names) spoken.add(name);
  };
  if (isOn(properties, 'w:b')) take(marks.bold.create(), 'w:b', 'w:bCs');
  if (isOn(properties, 'w:i')) take(marks.italic.create(), 'w:i', 'w:iCs');
  if (valueOf(properties, 'w:u') === 'single') take(marks.underline.create(), 'w:u');
  const position = valueOf(properties, 'w:vertAlign');
  if (position === 'subscript' || position === 'superscript') take(marks[position].create(), 'w:vertAlign');
  const rest = properties.children.filter(({ name }) => !unseen.has(name) && !spoken.has(name));
  const look = register.piece(rest.map(({ from, to }) => xml.slice(from, to)).join(''));
  if (look !== null) found.push(marks.runLook.create({ look }));
  return found.reduce<readonly Mark[]>((set, mark) => mark.addToSet(set), []).slice();
}

/** Emphasis of an atom, kept as an attribute. */
export function formatOf(runMarks: readonly Mark[]): AtomFormat | null {
  const plain = runMarks.filter((mark) => !isSuggestionMark(mark));
  return plain.length === 0 ? null : plain.map((mark) => mark.toJSON() as AtomFormat[number]);
}

/** The order of the elements of `w:rPr` in the schema of Word; others come first as they stand. */
const order = ['w:rStyle', 'w:rFonts', 'w:b', 'w:bCs', 'w:i', 'w:iCs', 'w:caps', 'w:smallCaps', 'w:strike', 'w:dstrike', 'w:outline'];
const later = ['w:shadow', 'w:emboss', 'w:imprint', 'w:noProof', 'w:snapToGrid', 'w:vanish', 'w:webHidden', 'w:color', 'w:spacing', 'w:w'];
const last = [
  'w:kern',
  'w:position',
  'w:sz',
  'w:szCs',
  'w:highlight',
  'w:u',
  'w:effect',
  'w:bdr',
  'w:shd',
  'w:fitText',
  'w:vertAlign',
  'w:rtl',
];
const end = ['w:cs', 'w:em', 'w:lang', 'w:eastAsianLayout', 'w:specVanish', 'w:oMath'];
const places = new Map([...order, ...later, ...last, ...end].map((name, index) => [name, index]));

const written: Readonly<Record<string, string>> = {
  bold: '<w:b/><w:bCs/>',
  italic: '<w:i/><w:iCs/>',
  underline: '<w:u w:val="single"/>',
  subscript: '<w:vertAlign w:val="subscript"/>',
  superscript: '<w:vertAlign w:val="superscript"/>',
};

/**
 * `w:rPr` for marks or the format of an atom; empty for none. `pieces` has the looks of the shell, `record` is the tracked change of
 * the look (`w:rPrChange`), which stands last.
 */
export function runProperties(format: AtomFormat, pieces: ReadonlyMap<string, string>, record = ''): string {
  const parts = propertiesOf(format, pieces);
  return parts === '' && record === '' ? '' : `<w:rPr>${parts}${record}</w:rPr>`;
}

function propertiesOf(format: AtomFormat, pieces: ReadonlyMap<string, string>): string {
  const parts = format.flatMap(({ type, attrs }) => {
    const xml = type === 'runLook' ? pieces.get(String(attrs?.['look'])) : written[type];
    return xml?.match(/<([\w:]+)(?:\s[^>]*)?\/>|<([\w:]+)(?:\s[^>]*)?>[\s\S]*?<\/\2>/g) ?? [];
  });
  const place = (part: string): number => places.get(/<([\w:]+)/.exec(part)?.[1] ?? '') ?? -1;
  return parts.sort((one, other) => place(one) - place(other)).join('');
}
