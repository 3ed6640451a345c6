import { comparedName } from '@gare/domain/redline/compared';

/** A version of the document by its number, one of its draft as `b2`, `b` for the draft as it is now. */
export type VersionName = number | 'b' | `b${number}`;

/** The versions to compare, the later one first, and whether they stand side by side. */
export interface ComparisonSearch {
  readonly versione?: VersionName;
  readonly con?: VersionName;
  readonly aspetto?: 'affiancato';
}

export function comparisonSearch(raw: Record<string, unknown>): ComparisonSearch {
  const [versione, con] = [versionName(raw['versione']), versionName(raw['con'])];
  return {
    ...(versione === undefined ? {} : { versione }),
    ...(con === undefined ? {} : { con }),
    ...(raw['aspetto'] === 'affiancato' ? { aspetto: 'affiancato' as const } : {}),
  };
}

/** What an address names a version by; nothing where it names none. */
export function versionName(raw: unknown): VersionName | undefined {
  const name = typeof raw === 'number' ? String(raw) : raw;
  if (typeof name !== 'string' || !comparedName.test(name)) return undefined;
  return name.startsWith('b') ? (name as VersionName) : Number(name);
}
