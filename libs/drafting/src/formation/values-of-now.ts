import { type ValueAttrs } from '@gare/domain/drafting/draft-schema';
import { type PrintedValue } from '@gare/templates';

/**
 * What each value of a draft reads now: the same tag of the template for the same item. `then` are the values of the document the
 * draft was last brought up to date with, `now` those of the one generated now; null for a value the document no longer prints.
 */
export function valuesOfNow(then: readonly PrintedValue[], now: readonly PrintedValue[]): (value: ValueAttrs) => string | null {
  const tags = new Map<string, Set<string>>();
  for (const value of then) remember(tags, key(value, value.text), value.tag.tag);
  const byTag = new Map<string, string>();
  const texts = new Map<string, Set<string>>();
  for (const value of now) {
    byTag.set(key(value, value.tag.tag), value.text);
    remember(texts, key(value, ''), value.text);
  }
  return ({ path, instance, text }) => {
    const place = { fields: [{ path, instance }] };
    for (const tag of tags.get(key(place, text)) ?? []) {
      const found = byTag.get(key(place, tag));
      if (found !== undefined) return found;
    }
    const all = texts.get(key(place, ''));
    if (all === undefined) return null;
    return all.has(text) ? text : all.size === 1 ? ([...all][0] ?? null) : null;
  };
}

function key({ fields }: Pick<PrintedValue, 'fields'>, more: string): string {
  return JSON.stringify([fields[0]?.path, fields[0]?.instance, more]);
}

function remember(map: Map<string, Set<string>>, at: string, one: string): void {
  map.set(at, (map.get(at) ?? new Set()).add(one));
}
