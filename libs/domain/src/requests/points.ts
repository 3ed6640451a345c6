import { canonicalJson } from '../audit/canonical-json.js';

/** A document by its code, a field of the sheet by its path, or something said in words. */
export const pointKinds = ['DOCUMENTO', 'CAMPO', 'LIBERO'] as const;
export type PointKind = (typeof pointKinds)[number];

/** `NON_DOVUTO`: the comune says, with its reasons, that the point is not owed. */
export const pointStates = ['APERTO', 'SODDISFATTO', 'NON_DOVUTO'] as const;
export type PointState = (typeof pointStates)[number];

/** One thing that is missing, as the SUA asks for it. */
export interface Asked {
  readonly tipo: PointKind;
  /** Code of the document, path of the field; null of a point in words. */
  readonly oggetto: string | null;
  readonly testo: string;
}

/** How the thing stood when it was asked for: version in force of the document, canonical text of the value. */
export interface Baseline {
  readonly versione?: number;
  readonly valore?: string;
}

export interface PointStanding {
  readonly tipo: PointKind;
  readonly oggetto: string | null;
  readonly stato: PointState;
  readonly baseline: Baseline;
}

/** What the dossier holds now. */
export interface DossierNow {
  /** Number of the version in force of a document; 0 where there is none. */
  versionOf(code: string): number;
  /** Value of the sheet at a path; undefined where there is none. */
  valueAt(path: string): unknown;
}

/** Nothing has been written there. */
export const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** How a point stands at the moment it is asked. */
export function baselineOf({ tipo, oggetto }: Pick<Asked, 'tipo' | 'oggetto'>, now: DossierNow): Baseline {
  if (oggetto === null || tipo === 'LIBERO') return {};
  if (tipo === 'DOCUMENTO') return { versione: now.versionOf(oggetto) };
  const value = now.valueAt(oggetto);
  return isBlank(value) ? {} : { valore: canonicalJson(value) };
}

/**
 * The state the dossier itself gives to a point: a document is there when a version came after the request, a field when something
 * is written that is not what was there already. What is in words, and what the comune says is not owed, only people change.
 */
export function standingOfPoint({ tipo, oggetto, stato, baseline }: PointStanding, now: DossierNow): PointState {
  if (oggetto === null || tipo === 'LIBERO' || stato === 'NON_DOVUTO') return stato;
  if (tipo === 'DOCUMENTO') return now.versionOf(oggetto) > (baseline.versione ?? 0) ? 'SODDISFATTO' : 'APERTO';
  const value = now.valueAt(oggetto);
  return !isBlank(value) && canonicalJson(value) !== baseline.valore ? 'SODDISFATTO' : 'APERTO';
}

export const isAnswered = ({ stato }: { readonly stato: PointState }): boolean => stato !== 'APERTO';

/** Two points with one key ask for the same thing. */
export const pointKey = ({ tipo, oggetto, testo }: Asked): string => `${tipo} ${oggetto ?? testo.trim().toLowerCase()}`;

/** The same thing asked twice in one request: its place in the list; undefined where there is none. */
export function repeatedPoint(points: readonly Asked[]): number | undefined {
  const keys = points.map(pointKey);
  const at = keys.findIndex((key, index) => keys.indexOf(key) !== index);
  return at === -1 ? undefined : at;
}
