import PizZip from 'pizzip';
import { type CompiledTemplate } from '@gare/templates';

type Tags = CompiledTemplate['tags'] extends ReadonlyMap<string, infer List> ? List : never;
type Tag = Tags[number];
type Evaluate = Tag['expression']['evaluate'];
type Run = Parameters<Evaluate>[0];

interface Scope {
  readonly values: readonly unknown[];
  readonly positions: readonly number[];
  readonly lengths: readonly number[];
}

/** A template in the syntax of an engine without expressions, and the data that fill it with the same values. */
export interface PeerTemplate {
  readonly bytes: Buffer;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * The same DOCX with each tag as a plain name, and everything our expressions work out (formats, conditions, lists) worked out
 * beforehand: the peer has only to write. Names are given once for the whole file, so that no scope hides another.
 */
export function inNames(template: CompiledTemplate, context: unknown, write: WriteTags = plainTags): PeerTemplate {
  const zip = new PizZip(template.bytes);
  const data: Record<string, unknown> = {};
  let first = 0;
  for (const [part, tags] of template.tags) {
    const names = nameTags(tags, first);
    first += tags.length;
    fill({ tags, names, from: 0, to: tags.length }, { values: [context], positions: [-1], lengths: [0] }, data);
    const written = write(tags.map(({ role }, index) => ({ role, name: names[index] ?? '' })));
    let at = 0;
    const xml = zip.file(part)?.asText() ?? '';
    zip.file(
      part,
      xml.replace(/\{[^{}<>]*\}/g, () => written[at++] ?? ''),
    );
  }
  return { bytes: zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' }), data };
}

/** A tag of the file by what it does and the name it was given; a closing one has the name of the one it closes. */
export interface NamedTag {
  readonly role: Tag['role'];
  readonly name: string;
}
/** How an engine writes the tags of one part, in their order. */
export type WriteTags = (tags: readonly NamedTag[]) => readonly string[];

const plainTags: WriteTags = (tags) =>
  tags.map(({ role, name }) => (role === 'value' ? `{${name}}` : role === 'close' ? `{/${name}}` : `{#${name}}`));

/** A closing tag has the name of the one it closes. */
function nameTags(tags: Tags, first: number): string[] {
  const open: string[] = [];
  return tags.map(({ role }, index) => {
    if (role === 'close') return open.pop() ?? '';
    const name = `k${first + index}`;
    if (role !== 'value') open.push(name);
    return name;
  });
}

interface Stretch {
  readonly tags: Tags;
  readonly names: readonly string[];
  readonly from: number;
  readonly to: number;
}

function fill(stretch: Stretch, scope: Scope, into: Record<string, unknown>): void {
  const { tags, names, to } = stretch;
  for (let at = stretch.from; at < to; at += 1) {
    const tag = tags[at];
    const name = names[at];
    if (tag === undefined || name === undefined || tag.role === 'close') continue;
    const value = tag.expression.evaluate(runOf(tag, scope));
    if (tag.role === 'value') {
      into[name] = String(value);
      continue;
    }
    const end = closing(tags, at);
    const inside = { ...stretch, from: at + 1, to: end };
    if (tag.role === 'each') {
      const items = value as readonly unknown[];
      into[name] = items.map((item, index) => {
        const own: Record<string, unknown> = {};
        fill(inside, deeper(scope, { item, index, length: items.length }), own);
        return own;
      });
    } else {
      into[name] = value === true;
      if (value === true) fill(inside, deeper(scope, { item: scope.values.at(-1), index: 0, length: 1 }), into);
    }
    at = end;
  }
}

function deeper(scope: Scope, { item, index, length }: { item: unknown; index: number; length: number }): Scope {
  return { values: [...scope.values, item], positions: [...scope.positions, index], lengths: [...scope.lengths, length] };
}

/** A condition keeps the item in hand: its place in the list is that of the frame above. */
function runOf({ frames }: Tag, { values, positions, lengths }: Scope): Run {
  const same = (list: readonly number[]): number[] => {
    const kept: number[] = [];
    for (const [depth, value] of list.entries())
      kept.push(depth > 0 && frames[depth] === frames[depth - 1] ? (kept[depth - 1] ?? 0) : value);
    return kept;
  };
  const refuse = (): never => {
    throw new Error('the demo dossier does not fill the disciplinare');
  };
  return { frames, values, positions: same(positions), lengths: same(lengths), missing: refuse, unusable: refuse };
}

function closing(tags: Tags, start: number): number {
  let open = 0;
  for (let at = start; at < tags.length; at += 1) {
    const role = tags[at]?.role;
    if (role === 'close') open -= 1;
    else if (role !== 'value') open += 1;
    if (open === 0) return at;
  }
  return tags.length;
}
