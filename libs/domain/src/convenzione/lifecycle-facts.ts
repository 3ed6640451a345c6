import { checkMatrix, type MatrixDocument } from '../access/responsibility-matrix.js';
import type { Qualification } from '../enti/qualification.js';
import type { LegalParameter } from '../law/parameters.js';
import type { DocumentFact, KindFacts } from '../kinds/kind-facts.js';
import { clashingTariffs, checkTariff, type Tariff } from '../tariff/tariff.js';
import {
  councilActFindings,
  enforceableFrom,
  sameTextFindings,
  signatureRound,
  withdrawalFindings,
  type ActFinding,
  type CouncilAct,
  type Signature,
  type Withdrawal,
} from './acts.js';
import { convenzioneContentSchema, type ConvenzioneContent } from './content.js';
import { clashingConvenzioni, type ConvenzioneRecord } from './coverage.js';
import { scopeBeyondQualification } from './scope.js';
import type { ConvenzioneState } from './states.js';

/** Undefined: the rows of this version. */
type LegalRows = readonly LegalParameter[] | undefined;

type Draft<T> = { readonly [K in keyof T]?: T[K] | null };

/** The sheet of the kind `CONVENZIONE_ADESIONE` while it is being filled: content, text, and the acts of its life. */
export interface ConvenzioneSheet {
  readonly numero?: string | null;
  /** `hash` is the SHA-256 of the formed file, written when the SUA fixes the text; `fissatoIl` the instant of that. */
  readonly testo?: Draft<{ versioneModello: string; hash: string; fissatoIl: string }> | null;
  /** The convenzione of the same body that came before. */
  readonly precedenteId?: string | null;
  /** It was in force before it was registered here. */
  readonly esistente?: boolean | null;
  /** Periods before the present one, the first first: each renewal adds the one that ends. */
  readonly periodi?: readonly ConvenzionePeriod[] | null;
  readonly contenuto?: unknown;
  readonly atti?: {
    readonly deliberaComune?: Draft<CouncilAct> | null;
    readonly deliberaProvincia?: Draft<CouncilAct> | null;
    readonly firme?: readonly KeptSignature[] | null;
    readonly recesso?: Draft<Withdrawal> | null;
    readonly sospensione?: Draft<{ dal: string; fascicoliAperti: 'PROSEGUONO' | 'SI_FERMANO' }> | null;
    readonly rinnovo?: Draft<{
      inizio: string;
      fine: string;
      hashTesto: string;
      deliberaComune: Draft<CouncilAct>;
      deliberaProvincia: Draft<CouncilAct>;
      firme: readonly KeptSignature[];
    }> | null;
  } | null;
}

/** A period that a renewal has closed, with the acts it rested on. */
export interface ConvenzionePeriod {
  readonly id: string;
  readonly inizio: string;
  readonly fine: string;
  readonly hashTesto: string | null;
  readonly deliberaComune: Draft<CouncilAct> | null;
  readonly deliberaProvincia: Draft<CouncilAct> | null;
  readonly firme?: readonly KeptSignature[];
}

/** A signature as the sheet keeps it, with the file that proves it. */
export type KeptSignature = Signature & { readonly id?: string; readonly documento?: string; readonly hashFile?: string };

/** What the facts need besides the sheet. */
export interface LifecycleContext {
  readonly id: string;
  readonly suaId: string;
  readonly state: ConvenzioneState;
  readonly asOf: string;
  /** Qualifications of the SUA. */
  readonly qualificazioni: readonly Qualification[];
  /** The other convenzioni of the SUA. */
  readonly altre: readonly ConvenzioneRecord[];
  /** Documents of the dossiers the matrix provides for. */
  readonly documentiDiGara: readonly MatrixDocument[];
  /** Documents of the convenzione. */
  readonly documenti: readonly DocumentFact[];
  readonly previousState?: string;
  /** Legal parameters of the installation; the rows of this version where absent. */
  readonly parametri?: readonly LegalParameter[] | undefined;
}

/** The convenzione as dossiers see it; undefined while its content is not complete. */
export function recordOf(
  sheet: ConvenzioneSheet,
  context: Pick<LifecycleContext, 'id' | 'suaId' | 'state'>,
): ConvenzioneRecord | undefined {
  const content = convenzioneContentSchema.safeParse(sheet.contenuto);
  return content.success ? toRecord(sheet, content.data, context) : undefined;
}

/** The suspension while it lasts; null in any other state. */
export function suspensionOf(sheet: ConvenzioneSheet, state: ConvenzioneState): ConvenzioneRecord['sospensione'] {
  const pause = sheet.atti?.sospensione;
  return state === 'SOSPESA' && pause?.dal != null && pause.fascicoliAperti != null
    ? { dal: pause.dal, fascicoliAperti: pause.fascicoliAperti }
    : null;
}

function toRecord(
  sheet: ConvenzioneSheet,
  content: ConvenzioneContent,
  context: Pick<LifecycleContext, 'id' | 'suaId' | 'state'>,
): ConvenzioneRecord {
  const renewed = context.state === 'RINNOVATA' ? sheet.atti?.rinnovo : null;
  return {
    id: context.id,
    numero: sheet.numero ?? '',
    suaId: context.suaId,
    enteIds: content.parti.filter((one) => one.ruolo === 'ADERENTE').map((one) => one.enteId),
    stato: context.state,
    dal: sheet.periodi?.[0]?.inizio ?? content.durata.inizio,
    al: renewed?.fine ?? content.durata.fine,
    ambito: content.ambito,
    ultrattivita: content.ultrattivita,
    sospensione: suspensionOf(sheet, context.state),
  };
}

const later = (a: string | undefined, b: string | undefined): string | null => (a === undefined || b === undefined ? null : a > b ? a : b);

function tariffIsValid(tariffs: readonly Tariff[], rows: LegalRows): boolean {
  return tariffs.every((tariff) => checkTariff(tariff, rows).ok) && clashingTariffs(tariffs).length === 0;
}

/** Everything that stands against the acts recorded so far, with the field and the rule: for the screen, and behind the gates. */
export function actFindings(sheet: ConvenzioneSheet, context: LifecycleContext): readonly ActFinding[] {
  const atti = sheet.atti ?? {};
  const { deliberaComune, deliberaProvincia, recesso } = atti;
  const content = convenzioneContentSchema.safeParse(sheet.contenuto);
  const hash = sheet.testo?.hash;
  const sameText =
    hash == null
      ? []
      : sameTextFindings(hash, [
          { nome: 'la delibera del comune', campo: 'atti/deliberaComune/hashTesto', hash: deliberaComune?.hashTesto },
          { nome: 'la delibera della Provincia', campo: 'atti/deliberaProvincia/hashTesto', hash: deliberaProvincia?.hashTesto },
        ]);
  const fine = content.success ? content.data.durata.fine : undefined;
  const notice = content.success ? content.data.recesso.preavvisoGiorni : undefined;
  return [
    ...sameText,
    ...(deliberaComune == null ? [] : councilActFindings(deliberaComune, 'atti/deliberaComune')),
    ...(deliberaProvincia == null ? [] : councilActFindings(deliberaProvincia, 'atti/deliberaProvincia')),
    ...roundOf(sheet, content.success ? content.data : undefined, context.parametri).findings,
    ...(recesso == null || fine === undefined || notice === undefined
      ? []
      : withdrawalFindings(recesso, { preavvisoGiorni: notice, fine, asOf: context.asOf })),
  ];
}

function roundOf(sheet: ConvenzioneSheet, content: ConvenzioneContent | undefined, rows: LegalRows): ReturnType<typeof signatureRound> {
  const { deliberaComune, deliberaProvincia, firme } = sheet.atti ?? {};
  const since = later(enforceableFrom(deliberaComune ?? {}, rows), enforceableFrom(deliberaProvincia ?? {}, rows));
  const hashTesto = sheet.testo?.hash ?? '';
  return content === undefined
    ? { complete: false, missing: [], findings: [] }
    : signatureRound(firme ?? [], { parti: content.parti, hashTesto, since });
}

/** The text and the acts of a renewal in the place of those of the present period, so that the same rules look at them. */
export function asRenewed(sheet: ConvenzioneSheet): ConvenzioneSheet {
  const { hashTesto, deliberaComune, deliberaProvincia, firme } = sheet.atti?.rinnovo ?? {};
  const acts = { deliberaComune: deliberaComune ?? null, deliberaProvincia: deliberaProvincia ?? null, firme: firme ?? null };
  return { ...sheet, testo: { ...sheet.testo, hash: hashTesto ?? null }, atti: { ...sheet.atti, ...acts } };
}

/** Signatures are collected under the text of a renewal, not of the present period. */
export const isRenewing = (sheet: ConvenzioneSheet, state: ConvenzioneState): boolean =>
  state === 'IN_SCADENZA' && sheet.atti?.rinnovo?.hashTesto != null;

/** What stands against one signature of a round, before it is written down. */
export function signatureFindings(sheet: ConvenzioneSheet, signature: Signature, rows?: LegalRows): readonly ActFinding[] {
  const content = convenzioneContentSchema.safeParse(sheet.contenuto);
  return roundOf({ ...sheet, atti: { ...sheet.atti, firme: [signature] } }, content.success ? content.data : undefined, rows).findings;
}

function renewalFacts(
  sheet: ConvenzioneSheet,
  {
    content,
    record,
    altre,
    parametri,
  }: { content: ConvenzioneContent | undefined; record: ConvenzioneRecord | undefined } & Pick<LifecycleContext, 'altre' | 'parametri'>,
): Record<string, unknown> {
  const renewal = sheet.atti?.rinnovo;
  if (renewal?.hashTesto == null) return {};
  const { deliberaComune, deliberaProvincia, inizio, fine } = renewal;
  const copies = [deliberaComune?.hashTesto, deliberaProvincia?.hashTesto];
  const next = record === undefined || inizio == null || fine == null ? undefined : { ...record, dal: inizio, al: fine };
  return {
    stessoTesto: copies.every((copy) => copy?.toLowerCase() === renewal.hashTesto?.toLowerCase()),
    dal: later(enforceableFrom(deliberaComune ?? {}, parametri), enforceableFrom(deliberaProvincia ?? {}, parametri)),
    ...(next === undefined ? {} : { senzaSovrapposizioni: clashingConvenzioni(next, altre).length === 0 }),
    firmato: roundOf(asRenewed(sheet), content, parametri).complete,
  };
}

/** Facts of the kind `CONVENZIONE_ADESIONE`: what its gates ask and the sheet alone does not say. */
export function lifecycleFacts(sheet: ConvenzioneSheet, context: LifecycleContext): KindFacts {
  const parsed = convenzioneContentSchema.safeParse(sheet.contenuto);
  const content = parsed.success ? parsed.data : undefined;
  const record = content === undefined ? undefined : toRecord(sheet, content, context);
  const findings = actFindings(sheet, context);
  const against = (...rules: readonly string[]): boolean => findings.some((finding) => rules.includes(finding.rule));
  const { parametri } = context;
  const round = roundOf(sheet, content, parametri);
  return {
    asOf: context.asOf,
    subject: sheet,
    documents: context.documenti,
    ...(context.previousState === undefined ? {} : { previousState: context.previousState }),
    facts: {
      contenuto: { valido: parsed.success },
      ...(content === undefined || record === undefined
        ? {}
        : {
            ambito: {
              entroQualificazione: scopeBeyondQualification(content.ambito, context.qualificazioni, context.asOf, parametri).length === 0,
              senzaSovrapposizioni: clashingConvenzioni(record, context.altre).length === 0,
            },
            matrice: { completa: checkMatrix(content.compiti.matrice, context.documentiDiGara).ok },
            tariffa: { valida: tariffIsValid(content.rapporti.tariffe, parametri) },
            firme: { complete: round.missing.length === 0, regolari: round.findings.length === 0 },
            recesso: { regolare: !against('RECESSO_FUTURO', 'RECESSO_PRIMA_DEL_PREAVVISO', 'PREAVVISO', 'RECESSO_DOPO_LA_FINE') },
          }),
      testo: sheet.testo?.hash == null ? {} : { stesso: !against('TESTO_DIVERSO', 'FIRMA_ALTRO_TESTO') },
      delibere: {
        regolari: !against('PUBBLICAZIONE_PRIMA'),
        comuneDal: enforceableFrom(sheet.atti?.deliberaComune ?? {}, parametri) ?? null,
        provinciaDal: enforceableFrom(sheet.atti?.deliberaProvincia ?? {}, parametri) ?? null,
      },
      rinnovo: renewalFacts(sheet, { content, record, altre: context.altre, parametri }),
    },
  };
}
