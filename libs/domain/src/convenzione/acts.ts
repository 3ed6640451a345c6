import { dayInWords } from '../calendar/dates-in-words.js';
import { addDays } from '../calendar/day-counting.js';
import { isDate, toRomeDate } from '../calendar/rome-time.js';
import { type LegalParameter, legalParameters, parameterNumber } from '../law/parameters.js';

/** Something that stands against an act: rule, sheet field it is about, reason in Italian. */
export interface ActFinding {
  readonly rule: string;
  readonly field: string;
  readonly reason: string;
}

type Draft<T> = { readonly [K in keyof T]?: T[K] | null };

/** Deliberation of a council on the text (TUEL 42 c. 2 lett. c). `hashTesto` is the SHA-256 of the file attached to it. */
export interface CouncilAct {
  readonly numero: string;
  readonly data: string;
  readonly pubblicataIl: string;
  readonly immediatamenteEseguibile: boolean;
  /** Opinions of TUEL 49. */
  readonly pareri: boolean;
  readonly hashTesto: string;
}

/** One digital signature, as its verification reported it. `hashTesto` is the digest of the document the signature covers. */
export interface Signature {
  readonly enteId: string;
  readonly firmatario: string;
  readonly formato: 'PADES' | 'CADES';
  readonly alle: string;
  readonly certificatoDal: string;
  readonly certificatoAl: string;
  readonly revocatoDal: string | null;
  readonly hashTesto: string;
}

/** Notice of withdrawal (art. 13): effective on the first day without the convenzione. */
export interface Withdrawal {
  readonly dataComunicazione: string;
  readonly dataEffetto: string;
  readonly pec: string;
}

const shown = (hash: string): string => `${hash.slice(0, 12)}…`;

/**
 * The same text from end to end: the file the SUA proposes, the one attached to each deliberation and the one that was signed
 * have one SHA-256. Copies that do not exist yet are passed as null and do not count.
 */
export function sameTextFindings(
  text: string,
  copies: readonly { readonly nome: string; readonly campo: string; readonly hash: string | null | undefined }[],
): readonly ActFinding[] {
  return copies.flatMap(({ nome, campo, hash }) =>
    hash == null || hash.toLowerCase() === text.toLowerCase()
      ? []
      : [
          {
            rule: 'TESTO_DIVERSO',
            field: campo,
            reason: `Il testo di ${nome} (impronta ${shown(hash)}) non è quello della SUA (${shown(text)}): i due consigli devono approvare lo stesso file.`,
          },
        ],
  );
}

/**
 * The first day on which a deliberation can be carried out: at once where the council said so, otherwise after the tenth day
 * of publication, the day of publication counting as the first (TUEL 134 cc. 3-4). Undefined while a date is missing.
 */
export function enforceableFrom(act: Draft<CouncilAct>, rows: readonly LegalParameter[] = legalParameters): string | undefined {
  const { data, pubblicataIl, immediatamenteEseguibile } = act;
  if (immediatamenteEseguibile === true) return data ?? undefined;
  if (pubblicataIl == null || !isDate(pubblicataIl)) return undefined;
  const days = parameterNumber('delibera.esecutivita', pubblicataIl, rows);
  return days === undefined ? undefined : addDays(pubblicataIl, days.toNumber());
}

/** What stands against a deliberation: published before it was taken, opinions missing. */
export function councilActFindings(act: Draft<CouncilAct>, field: string): readonly ActFinding[] {
  const { data, pubblicataIl, pareri } = act;
  return [
    ...(data != null && pubblicataIl != null && pubblicataIl < data
      ? [
          {
            rule: 'PUBBLICAZIONE_PRIMA',
            field: `${field}/pubblicataIl`,
            reason: `La delibera è del ${dayInWords(data)}: non può essere pubblicata il ${dayInWords(pubblicataIl)}.`,
          },
        ]
      : []),
    ...(pareri === false
      ? [{ rule: 'PARERI', field: `${field}/pareri`, reason: 'Mancano i pareri di regolarità sulla proposta di delibera (TUEL 49).' }]
      : []),
  ];
}

/** The signature round: who still has to sign, and what is wrong with the signatures there are. */
export interface SignatureRound {
  readonly complete: boolean;
  /** Bodies that have not signed yet. */
  readonly missing: readonly string[];
  readonly findings: readonly ActFinding[];
}

function signatureFindings(signature: Signature, text: string, index: number): readonly ActFinding[] {
  const { alle, firmatario, certificatoDal, certificatoAl, revocatoDal } = signature;
  const field = `atti/firme/${index}`;
  const at = Date.parse(alle);
  const found = sameTextFindings(text, [{ nome: `quello firmato da ${firmatario}`, campo: field, hash: signature.hashTesto }]).map(
    (finding) => ({ ...finding, rule: 'FIRMA_ALTRO_TESTO' }),
  );
  if (at < Date.parse(certificatoDal) || at > Date.parse(certificatoAl)) {
    return [
      ...found,
      { rule: 'CERTIFICATO_SCADUTO', field, reason: `Il certificato di ${firmatario} non era valido al momento della firma.` },
    ];
  }
  if (revocatoDal !== null && at >= Date.parse(revocatoDal)) {
    return [
      ...found,
      { rule: 'CERTIFICATO_REVOCATO', field, reason: `Il certificato di ${firmatario} era stato revocato quando ha firmato.` },
    ];
  }
  return found;
}

/**
 * Checks the signatures against the text the councils approved: all parties, on identical bytes, with a certificate valid at
 * the time, none before a deliberation could be carried out (`since`).
 */
export function signatureRound(
  signatures: readonly Signature[],
  expected: {
    readonly parti: readonly { readonly enteId: string; readonly denominazione: string }[];
    readonly hashTesto: string;
    readonly since: string | null;
  },
): SignatureRound {
  const { parti, hashTesto, since } = expected;
  const early = signatures.flatMap(({ alle, firmatario }, index) =>
    since !== null && toRomeDate(alle) < since
      ? [
          {
            rule: 'FIRMA_PRIMA',
            field: `atti/firme/${index}`,
            reason: `${firmatario} ha firmato prima che le delibere fossero esecutive, il ${dayInWords(since)}.`,
          },
        ]
      : [],
  );
  const strangers = signatures.flatMap(({ enteId, firmatario }, index) =>
    parti.some((party) => party.enteId === enteId)
      ? []
      : [
          {
            rule: 'FIRMA_ESTRANEA',
            field: `atti/firme/${index}`,
            reason: `${firmatario} firma per un ente che non è parte della convenzione.`,
          },
        ],
  );
  const findings = [...signatures.flatMap((signature, index) => signatureFindings(signature, hashTesto, index)), ...early, ...strangers];
  const missing = parti
    .filter((party) => !signatures.some((signature) => signature.enteId === party.enteId))
    .map((party) => party.denominazione);
  return { complete: missing.length === 0 && findings.length === 0, missing, findings };
}

/** Checks a notice of withdrawal: never dated before its notice, never shorter than the agreed days, never after the end. */
export function withdrawalFindings(
  withdrawal: Draft<Withdrawal>,
  agreed: { readonly preavvisoGiorni: number; readonly fine: string; readonly asOf: string },
): readonly ActFinding[] {
  const { dataComunicazione: notice, dataEffetto: effect } = withdrawal;
  if (notice == null || effect == null || !isDate(notice) || !isDate(effect)) return [];
  const field = 'atti/recesso/dataEffetto';
  const earliest = addDays(notice, agreed.preavvisoGiorni);
  const found: ActFinding[] = [];
  if (notice > agreed.asOf)
    found.push({
      rule: 'RECESSO_FUTURO',
      field: 'atti/recesso/dataComunicazione',
      reason: `La comunicazione è del ${dayInWords(notice)}, che deve ancora venire.`,
    });
  if (effect < notice) {
    found.push({
      rule: 'RECESSO_PRIMA_DEL_PREAVVISO',
      field,
      reason: `Il recesso avrebbe effetto il ${dayInWords(effect)}, prima della comunicazione del ${dayInWords(notice)} (art. 13).`,
    });
  } else if (effect < earliest) {
    found.push({
      rule: 'PREAVVISO',
      field,
      reason: `Il preavviso è di ${agreed.preavvisoGiorni} giorni: dalla comunicazione del ${dayInWords(notice)} il recesso ha effetto non prima del ${dayInWords(earliest)} (art. 13).`,
    });
  }
  if (effect > agreed.fine)
    found.push({
      rule: 'RECESSO_DOPO_LA_FINE',
      field,
      reason: `La convenzione finisce già il ${dayInWords(agreed.fine)}: il recesso non serve.`,
    });
  return found;
}
