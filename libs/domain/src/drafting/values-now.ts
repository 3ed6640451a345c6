import { type ValueAttrs } from './draft-schema.js';

/** What one tag of a template prints for the values of one moment. */
export interface PrintedTag {
  readonly text: string;
  /** The first is the one a value of a draft is bound to. */
  readonly fields: readonly { readonly path: string; readonly instance: string }[];
  readonly tag: { readonly tag: string };
}

/** What a value of a draft is now: its words, the tag that prints it (null where unknown), and whether nothing prints it any more. */
export type ValueNow = Required<Pick<ValueAttrs, 'text' | 'tag' | 'gone'>>;

/**
 * What each value of a draft reads now: the same tag of the template for the same item. `then` is what was printed when the draft was
 * opened or last brought up to date: values from before tags were kept are told by their words of then. Where it cannot be told which
 * of several ways of printing is meant, the words stay; where nothing prints the value any more they stay and the value is `gone`.
 */
export function valuesOfNow(then: readonly PrintedTag[], now: readonly PrintedTag[]): (value: ValueAttrs) => ValueNow {
  const tagsOfThen = grouped(
    then,
    ({ fields, text }) => [fields, text],
    ({ tag }) => tag.tag,
  );
  const textsByTag = grouped(
    now,
    ({ fields, tag }) => [fields, tag.tag],
    ({ text }) => text,
  );
  const tagsNow = grouped(
    now,
    ({ fields }) => [fields, ''],
    ({ tag }) => tag.tag,
  );
  return ({ path, instance, text, tag = null }) => {
    const at = (more: string): string => keyOf({ path, instance }, more);
    const tags = tagsNow.get(at('')) ?? [];
    const known = tag !== null && tags.includes(tag) ? [tag] : (tagsOfThen.get(at(text)) ?? []).filter((one) => tags.includes(one));
    const candidates = known.length > 0 ? known : tags;
    const texts = [...new Set(candidates.flatMap((one) => textsByTag.get(at(one)) ?? []))];
    const isSure = texts.length === 1 || known.length > 0;
    const fresh = isSure && !texts.includes(text) ? (texts[0] ?? text) : text;
    return { text: fresh, tag: candidates.length === 1 ? (candidates[0] ?? tag) : tag, gone: tags.length === 0 ? true : null };
  };
}

/** What changes in a value; null for nothing. */
export function valueChange(value: ValueAttrs, valueNow: (value: ValueAttrs) => ValueNow): ValueNow | null {
  const fresh = valueNow(value);
  const { text, tag = null, gone = null } = value;
  return fresh.text === text && fresh.tag === tag && fresh.gone === gone ? null : fresh;
}

function keyOf({ path, instance }: { readonly path: string; readonly instance: string }, more: string): string {
  return JSON.stringify([path, instance, more]);
}

function grouped(
  printed: readonly PrintedTag[],
  keyed: (one: PrintedTag) => readonly [PrintedTag['fields'], string],
  valued: (one: PrintedTag) => string,
): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const one of printed) {
    const [[first], more] = keyed(one);
    if (first === undefined) continue;
    const key = keyOf(first, more);
    const known = groups.get(key) ?? [];
    if (!known.includes(valued(one))) groups.set(key, [...known, valued(one)]);
  }
  return groups;
}
