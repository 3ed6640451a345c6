import { councilActFindings } from './acts.js';
import type { ContentIssue } from './content.js';
import type { ConvenzioneSheet } from './lifecycle-facts.js';
import { durationOf } from './renewal.js';

export interface Deliberation {
  readonly numero: string;
  readonly data: string;
  readonly pubblicataIl: string;
  readonly immediatamenteEseguibile: boolean;
}

/** A convenzione in force as it is registered from paper. Dates are `YYYY-MM-DD`. */
export interface ExistingAgreement {
  readonly numero: string;
  readonly contenuto: object;
  readonly deliberaComune: Deliberation;
  readonly deliberaProvincia: Deliberation;
  readonly stipula: { readonly data: string; readonly repertorio: string; readonly protocollo: string; readonly referenti: string };
  readonly hashTesto?: string | undefined;
}

/** The sheet of an agreement in force: what the paper says over what is known; what it leaves out keeps the usual clause. */
export function existingSheet(first: ConvenzioneSheet, given: ExistingAgreement): ConvenzioneSheet {
  const { numero, hashTesto, stipula } = given;
  const hash = hashTesto?.toLowerCase();
  const act = (deliberation: Deliberation): object => ({
    ...deliberation,
    pareri: true,
    ...(hash === undefined ? {} : { hashTesto: hash }),
  });
  const { repertorio, protocollo, referenti, data } = stipula;
  return {
    ...(first.precedenteId == null ? {} : { precedenteId: first.precedenteId }),
    numero,
    esistente: true,
    testo: { ...first.testo, ...(hash === undefined ? {} : { hash }) },
    contenuto: { ...(first.contenuto as object), ...given.contenuto },
    atti: {
      deliberaComune: act(given.deliberaComune),
      deliberaProvincia: act(given.deliberaProvincia),
      ...{ attivazione: { repertorio, protocollo, referenti, presaInCarico: true, stipulataIl: data } },
    },
  };
}

interface Standing {
  /** Facts of the kind about the sheet. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly asOf: string;
  readonly stipula: string;
}

/** What stands against registering it as in force, beside what is missing in its content. */
export function existingFindings(sheet: ConvenzioneSheet, { facts, asOf, stipula }: Standing): readonly ContentIssue[] {
  const { inizio, fine } = durationOf(sheet);
  const { ambito, matrice, tariffa } = facts as Readonly<Record<string, Record<string, boolean> | undefined>>;
  const issue = (when: boolean, path: string, message: string): ContentIssue[] => (when ? [{ path, message }] : []);
  const acts = (['deliberaComune', 'deliberaProvincia'] as const).flatMap((name) => {
    const act = sheet.atti?.[name] ?? {};
    return [
      ...councilActFindings(act, `atti/${name}`).map(({ field, reason }) => ({ path: field, message: reason })),
      ...issue((act.data ?? '') > stipula, `atti/${name}/data`, 'La delibera viene prima della firma della convenzione.'),
    ];
  });
  return [
    ...acts,
    ...issue(
      stipula > asOf,
      'atti/attivazione/stipulataIl',
      'La firma non può essere nel futuro: una convenzione nuova si apre come bozza.',
    ),
    ...issue(
      inizio !== null && inizio > asOf,
      'contenuto/durata/inizio',
      'La convenzione non è ancora cominciata: si registra quando è in vigore.',
    ),
    ...issue(fine !== null && fine < asOf, 'contenuto/durata/fine', 'La convenzione è già finita: si registrano quelle in vigore.'),
    ...issue(
      ambito?.['entroQualificazione'] === false,
      'contenuto/ambito',
      'L’ambito supera la qualificazione della SUA alla data di oggi (art. 2; C. 63).',
    ),
    ...issue(
      matrice?.['completa'] === false,
      'contenuto/compiti/matrice',
      'La matrice delle responsabilità non è completa: c’è un documento senza chi lo redige o lo firma.',
    ),
    ...issue(tariffa?.['valida'] === false, 'contenuto/rapporti/tariffe', 'La tariffa ha scaglioni mancanti o sovrapposti.'),
  ];
}
