import { type TFunction } from 'i18next';
import { type components } from '../api/schema';
import { type Version } from '../drafting/versions/queries';
import { versionName as nameOfKept } from '../drafting/versions/version-name';
import { dayAndTime } from '../format/dates';
import { type Option } from '../ui/field';
import { type ComparedVersion } from './queries';
import { type ComparisonSearch, type VersionName } from './search';

type DocumentVersion = components['schemas']['DocumentVersion'];

/** What there is to compare, the latest first. */
export interface Versions {
  readonly document: readonly DocumentVersion[];
  /** Null: the document has no draft, or none the person may read. */
  readonly draft: readonly Version[] | null;
}

export function optionsOf({ document, draft }: Versions, t: TFunction): Option[] {
  const ofDraft = (draft ?? []).map((version) => ({
    value: `b${version.number}`,
    label: t('confronto.dellaBozza', { nome: nameOfKept(t, version), quando: dayAndTime(version.at) }),
  }));
  return [
    ...(draft === null ? [] : [{ value: 'b', label: t('confronto.bozzaAdesso') }]),
    ...document.map(({ version, origin, createdAt }) => ({
      value: String(version),
      label: t('confronto.versione', {
        n: version,
        origine: t(`documenti.origine.${origin}`).toLowerCase(),
        quando: dayAndTime(createdAt),
      }),
    })),
    ...ofDraft,
  ];
}

/** The two that are shown: those the address names, else the two latest of the document, else its latest and the draft. Null: there are no two. */
export function shownOf(
  { versione, con }: ComparisonSearch,
  { document, draft }: Versions,
): { before: VersionName; after: VersionName } | null {
  const latest: VersionName | null = document[0]?.version ?? null;
  const kept: VersionName | null = draft?.[0] === undefined ? null : `b${draft[0].number}`;
  const preferred = latest !== null && (latest > 1 || draft === null) ? latest : draft === null ? null : ('b' as const);
  const after = versione ?? preferred;
  if (after === null) return null;
  const before = con ?? (after === 'b' ? (latest ?? kept) : precedingOf(after));
  return before === null ? null : { before, after };
}

function precedingOf(name: Exclude<VersionName, 'b'>): VersionName | null {
  if (typeof name === 'number') return name > 1 ? name - 1 : null;
  const number = Number(name.slice(1));
  return number > 1 ? `b${number - 1}` : null;
}

/** In running text: `versione 3`, `versione 2 della bozza`, `bozza di adesso`. */
export function saidVersion({ name, origin, kept }: ComparedVersion, t: TFunction): string {
  if (origin !== 'DRAFT') return t('confronto.versioneBreve', { n: name });
  return kept === null ? t('confronto.bozzaBreve') : t('confronto.versioneBozza', { n: kept.number });
}

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
