import { isDate } from '@gare/domain/calendar/rome-time';
import { type OidcRule, oidcRules } from '@gare/contracts/oidc-rules';
import { noticeKinds, type NoticeKind } from '@gare/domain/notifications/notice-kinds';
import { ownPath } from '@gare/contracts/own-path';
import { type DossierSort, dossierSorts } from './api/dossier-sort';

const deskViews = ['tocca-a-te', 'bloccati', 'in-scadenza', 'a-me', 'affidati', 'al-comune', 'alla-sua', 'elenco'] as const;

/** Filters of the Scrivania as they stand in the address. Whatever is not understood is left out. */
export interface DeskSearch extends Pick<TermsSearch, 'mese' | 'giorno' | 'orologio' | 'mostra'> {
  readonly aspetto?: 'bacheca' | 'calendario';
  /** The first three are of the list, the last of the calendar, the others of the board. */
  readonly vista?: (typeof deskViews)[number];
  /** Kind of dossier, and how many cards a column shows. */
  readonly tipo?: string;
  readonly schede?: number;
  readonly testo?: string;
  readonly stato?: string;
  readonly ente?: string;
  readonly ordina?: DossierSort;
  readonly pagina?: number;
}

type Raw = Record<string, unknown>;

function word(raw: Raw, key: string): string | undefined {
  const value = raw[key];
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text : undefined;
}

function oneOf<const T extends string>(raw: Raw, key: string, allowed: readonly T[]): T | undefined {
  const value = word(raw, key);
  return allowed.find((entry) => entry === value);
}

/** Keeps only the keys that have a value, so that addresses stay short. */
function present<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** What an address asks, changed in part; a part that is undefined leaves the address. */
export function changedSearch<T extends object>(before: T, part: { readonly [K in keyof T]?: T[K] | undefined }): T {
  return present({ ...before, ...part }) as T;
}

export function deskSearch(raw: Raw): DeskSearch {
  const cards = Number(raw['schede']);
  const page = Number(raw['pagina']);
  return present({
    aspetto: oneOf(raw, 'aspetto', ['bacheca', 'calendario']),
    vista: oneOf(raw, 'vista', deskViews),
    tipo: word(raw, 'tipo'),
    schede: Number.isInteger(cards) && cards > 0 && cards <= 200 ? cards : undefined,
    testo: word(raw, 'testo'),
    stato: word(raw, 'stato'),
    ente: word(raw, 'ente'),
    ordina: oneOf(raw, 'ordina', dossierSorts),
    pagina: Number.isInteger(page) && page > 1 ? page : undefined,
    ...termsSearch({ ...raw, ente: undefined, vista: undefined }),
  });
}

/** The page to open after signing in, only addresses of this site, and why the SPID/CIE provider's answer was refused. */
export function signInSearch(raw: Raw): { readonly torna?: string; readonly motivo?: OidcRule; readonly fornitore?: 'aperto' } {
  return present({
    torna: ownPath(word(raw, 'torna')) ?? undefined,
    motivo: oneOf(raw, 'motivo', oidcRules),
    fornitore: oneOf(raw, 'fornitore', ['aperto']),
  });
}
export function enteSearch(raw: Raw): { readonly torna?: string } {
  return present({ torna: ownPath(word(raw, 'torna')) ?? undefined });
}

/** Where to put the cursor in the sheet: a field path, else a section. */
/** Filters of the desk of requests. */
export interface RequestsSearch {
  readonly vista?: 'NOI' | 'LORO' | 'CONCLUSE';
  readonly scadute?: 'true';
  readonly ente?: string;
  readonly testo?: string;
  readonly pagina?: number;
}
export function requestsSearch(raw: Raw): RequestsSearch {
  const page = Number(raw['pagina']);
  return present({
    vista: oneOf(raw, 'vista', ['NOI', 'LORO', 'CONCLUSE']),
    scadute: String(raw['scadute']) === 'true' ? ('true' as const) : undefined,
    ente: word(raw, 'ente'),
    testo: word(raw, 'testo'),
    pagina: Number.isInteger(page) && page > 1 ? page : undefined,
  });
}

export function sheetSearch(raw: Raw): { readonly campo?: string; readonly sezione?: string } {
  return present({ campo: word(raw, 'campo'), sezione: word(raw, 'sezione') });
}

export const checkFilters = ['da-sistemare', 'ko', 'da-valutare', 'non-verificabili', 'superate', 'non-applicabili'] as const;
export type CheckFilter = (typeof checkFilters)[number];
export function checksSearch(raw: Raw): { readonly esito?: CheckFilter } {
  return present({ esito: oneOf(raw, 'esito', checkFilters) });
}

/** A kind that came in a bundle of another Province, to be examined. */
export function publishKindSearch(raw: Raw): { readonly pacchetto?: string; readonly tipo?: string } {
  return present({ pacchetto: word(raw, 'pacchetto'), tipo: word(raw, 'tipo') });
}

/** The document to bring into view. */
export function documentsSearch(raw: Raw): { readonly documento?: string } {
  return present({ documento: word(raw, 'documento') });
}
export function previewSearch(raw: Raw): { readonly versione?: number; readonly vista?: 'dati' } {
  return present({ ...versionSearch(raw), vista: oneOf(raw, 'vista', ['dati']) });
}
export function versionSearch(raw: Raw): { readonly versione?: number } {
  const version = Number(raw['versione']);
  return present({ versione: Number.isInteger(version) && version > 0 ? version : undefined });
}

/** The version, and the line of its text to bring into view. */
export function textSearch(raw: Raw): { readonly versione?: number; readonly riga?: number } {
  const line = Number(raw['riga'] ?? -1);
  return present({ ...versionSearch(raw), riga: Number.isInteger(line) && line >= 0 ? line : undefined });
}

export const enteTypes = ['PROVINCIA', 'COMUNE', 'UNIONE', 'ALTRO'] as const;
export interface EntiSearch {
  readonly testo?: string;
  readonly tipo?: (typeof enteTypes)[number];
  readonly pagina?: number;
}
export function entiSearch(raw: Raw): EntiSearch {
  const page = Number(raw['pagina']);
  return present({
    testo: word(raw, 'testo'),
    tipo: oneOf(raw, 'tipo', enteTypes),
    pagina: Number.isInteger(page) && page > 1 ? page : undefined,
  });
}

export interface PublishedSearch {
  readonly testo?: string;
  readonly pagina?: number;
}
export function publishedSearch(raw: Raw): PublishedSearch {
  const page = Number(raw['pagina']);
  return present({ testo: word(raw, 'testo'), pagina: Number.isInteger(page) && page > 1 ? page : undefined });
}

export interface RolesSearch {
  readonly testo?: string;
  /** Also the roles that have ended or are still to begin. */
  readonly mostra?: 'tutti';
}
export function rolesSearch(raw: Raw): RolesSearch {
  return present({ testo: word(raw, 'testo'), mostra: oneOf(raw, 'mostra', ['tutti']) });
}

export interface AuditSearch {
  readonly tipo?: string;
  readonly persona?: string;
  readonly testo?: string;
  /** The page of the acts before this one. */
  readonly prima?: number;
}
export function auditSearch(raw: Raw): AuditSearch {
  const before = Number(raw['prima']);
  return present({
    tipo: word(raw, 'tipo'),
    persona: word(raw, 'persona'),
    testo: word(raw, 'testo'),
    prima: Number.isInteger(before) && before > 0 ? before : undefined,
  });
}

export const convenzioneGroups = ['PREPARAZIONE', 'IN_VIGORE', 'IN_SCADENZA', 'FERME', 'CESSATE'] as const;
export interface ConvenzioniSearch {
  readonly testo?: string;
  readonly gruppo?: (typeof convenzioneGroups)[number];
  readonly pagina?: number;
}
export function convenzioniSearch(raw: Raw): ConvenzioniSearch {
  const page = Number(raw['pagina']);
  return present({
    testo: word(raw, 'testo'),
    gruppo: oneOf(raw, 'gruppo', convenzioneGroups),
    pagina: Number.isInteger(page) && page > 1 ? page : undefined,
  });
}
export function convenzioneFieldSearch(raw: Raw): { readonly campo?: string } {
  return present({ campo: word(raw, 'campo') });
}
export function statementSearch(raw: Raw): { readonly anno?: number } {
  const year = Number(raw['anno']);
  return present({ anno: Number.isInteger(year) && year >= 2000 && year <= 2100 ? year : undefined });
}

export interface IndicatorsSearch {
  readonly tipo?: string;
  readonly ente?: string;
  /** Days `YYYY-MM-DD`. */
  readonly dal?: string;
  readonly al?: string;
}
export function indicatorsSearch(raw: Raw): IndicatorsSearch {
  const date = (key: string): string | undefined => {
    const value = word(raw, key);
    return value !== undefined && isDate(value) ? value : undefined;
  };
  return present({ tipo: word(raw, 'tipo'), ente: word(raw, 'ente'), dal: date('dal'), al: date('al') });
}

/** The question of the guided intake that is shown, from 1; the summary comes after the last. */
export function intakeSearch(raw: Raw): { readonly passo?: number } {
  const step = Number(raw['passo']);
  return present({ passo: Number.isInteger(step) && step >= 1 && step <= 20 ? step : undefined });
}

export interface NoticesSearch {
  /** Also those that were read. */
  readonly mostra?: 'tutte';
  readonly tipo?: NoticeKind;
}
export function noticesSearch(raw: Raw): NoticesSearch {
  return present({ mostra: oneOf(raw, 'mostra', ['tutte']), tipo: oneOf(raw, 'tipo', noticeKinds) });
}

/** The month and the day of the calendar of terms, and what is left out of it. */
export interface TermsSearch {
  /** `YYYY-MM`; this month where absent. */
  readonly mese?: string;
  readonly giorno?: string;
  readonly ente?: string;
  readonly orologio?: 'LEGAL' | 'SLA' | 'PLATFORM';
  readonly mostra?: 'aperti';
  readonly vista?: 'elenco';
}
export function termsSearch(raw: Raw): TermsSearch {
  const month = word(raw, 'mese');
  const day = word(raw, 'giorno');
  return present({
    mese: month !== undefined && /^\d{4}-(?:0[1-9]|1[0-2])$/.test(month) ? month : undefined,
    giorno: day !== undefined && isDate(day) ? day : undefined,
    ente: word(raw, 'ente'),
    orologio: oneOf(raw, 'orologio', ['LEGAL', 'SLA', 'PLATFORM']),
    mostra: oneOf(raw, 'mostra', ['aperti']),
    vista: oneOf(raw, 'vista', ['elenco']),
  });
}

export interface ParametersSearch {
  readonly testo?: string;
  readonly mostra?: 'da-confermare';
}
export function parametersSearch(raw: Raw): ParametersSearch {
  return present({ testo: word(raw, 'testo'), mostra: oneOf(raw, 'mostra', ['da-confermare']) });
}

/** The preview of a proposed row of the law that is shown. */
export function parameterSearch(raw: Raw): { readonly anteprima?: string } {
  return present({ anteprima: word(raw, 'anteprima') });
}
