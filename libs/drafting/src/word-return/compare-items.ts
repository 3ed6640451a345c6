import { featureNamed } from './features.js';
import { type KeptThing, type NotMerged } from './merged.js';
import { type FeatureItem } from './returned.js';

/**
 * Everything that is no text of the draft, the download against what came back: what is as it was is kept, what came, went or reads
 * otherwise is told with its place. Places do not count: a drawing below a new paragraph is the same drawing.
 */
export function compareItems(
  base: readonly FeatureItem[],
  returned: readonly FeatureItem[],
): { notMerged: NotMerged[]; kept: KeptThing[] } {
  const before = grouped(base);
  const after = grouped(returned);
  const kept = new Map<string, number>();
  const notMerged: NotMerged[] = [];
  for (const [key, items] of after) {
    const known = before.get(key)?.length ?? 0;
    const feature = items[0]?.feature ?? '';
    if (known > 0) kept.set(feature, (kept.get(feature) ?? 0) + Math.min(known, items.length));
    notMerged.push(...items.slice(known).map((item) => told(item, 'there')));
  }
  for (const [key, items] of before) notMerged.push(...items.slice(after.get(key)?.length ?? 0).map((item) => told(item, 'here')));
  return { notMerged, kept: [...kept].map(([feature, count]) => keptThing(feature, count)) };
}

function grouped(items: readonly FeatureItem[]): Map<string, FeatureItem[]> {
  const groups = new Map<string, FeatureItem[]>();
  for (const item of items) {
    const key = `${item.feature}\n${normalized(item.label)}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}

/** Programs put blanks and page numbers where they like. */
function normalized(label: string): string {
  return label.replace(/\s+/g, ' ').trim();
}

function told({ feature, place, label }: FeatureItem, side: 'here' | 'there'): NotMerged {
  const { name, sentence } = featureNamed(feature);
  return {
    kind: 'OTHER',
    what: side === 'there' ? name : `${name} (non c’è più nel file)`,
    sentence:
      side === 'there' ? sentence : 'C’era nel documento scaricato e in quello tornato manca o dice altro. Nella bozza resta com’era.',
    place,
    here: side === 'here' ? label : null,
    there: side === 'there' ? label : null,
  };
}

function keptThing(feature: string, count: number): KeptThing {
  return { what: featureNamed(feature).name, sentence: 'Come nel documento scaricato: resta com’era.', count };
}
