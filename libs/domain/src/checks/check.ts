import type { ClauseChange } from '../clauses/changed-in-text.js';
import type { Seat } from '../calendar/holidays.js';
import type { LegalParameter } from '../law/parameters.js';
import type { ConvenzioneFacts } from './convenzione-facts.js';
import type { KindCase } from './kind-case.js';
import type { SchedaValues } from '../scheda/scheda-values.js';

export type CheckGroup = 'DATA' | 'PROC' | 'TERM' | 'AWD' | 'PART' | 'EXE' | 'CAD' | 'PUB' | 'PNRR' | 'CONV' | 'RIL' | 'REN';
export type CheckSeverity = 'BLOCK' | 'ERROR' | 'WARN' | 'INFO';
export type CheckStatus = 'OK' | 'KO' | 'NA' | 'UNKNOWN' | 'DA_VALUTARE';

/** Text of a document of the dossier. `text` is null while the document has not been generated, or an upload has no text layer. */
export interface CheckDocument {
  readonly code: string;
  readonly title: string;
  readonly kind: 'GENERATED' | 'UPLOADED';
  /** Plain text of the rendered file, one line for each paragraph or table cell. */
  readonly text: string | null;
  /** Headings of the text by line, in order; absent where the file has none or they were not read. */
  readonly outline?: readonly { readonly line: number; readonly level: number; readonly text: string }[];
  /** First line of each page of an uploaded PDF. */
  readonly pages?: readonly number[] | null;
  /** An uploaded PDF whose text could not be read, or not all of it. */
  readonly unread?: boolean;
  /** Where the text departs from protected clauses without an entry in the register of deviations. */
  readonly clauseChanges?: readonly (ClauseChange & { readonly title: string })[];
  /** Stands for the text where inputs are compared: the hash of the file it was read from. The text itself where absent. */
  readonly fingerprint?: string;
  /** Published as it is (bando, disciplinare…): personal data must not be in it. */
  readonly published: boolean;
}

/** What happened after the award, once it is known. Dates are `YYYY-MM-DD`. */
export interface AwardFacts {
  readonly awarded?: string | null;
  readonly lastCommunication?: string | null;
  readonly contractSigned?: string | null;
}

/** Everything a check may look at. */
export interface CheckFacts {
  /** Reference date of the procedure (transmission of the notice, or sending of the invitations), `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly dossier: { readonly kind: string; readonly state: string; readonly codiceAppalto: string | null; readonly published?: boolean };
  readonly scheda: SchedaValues;
  readonly documents: readonly CheckDocument[];
  /** CIG of other dossiers; absent while the archive has not been asked. */
  readonly archive?: { readonly cigs: readonly { readonly cig: string; readonly codiceAppalto: string }[] } | undefined;
  readonly award?: AwardFacts | undefined;
  /** The convenzione the dossier runs under: null where there is none, absent while it has not been read. */
  readonly convenzione?: ConvenzioneFacts | null | undefined;
  /** What the kind of the dossier adds: files of rows, earlier surveys…; absent while it has not been read. */
  readonly case?: KindCase | undefined;
  /** Legal parameters of the installation; the rows of this version where absent. */
  readonly parameters?: readonly LegalParameter[] | undefined;
  /** Calendar of the seat of the SUA, where terms are counted; national feasts alone where absent. */
  readonly seat?: Seat | undefined;
}

/** Where a finding stands: a path of the sheet (`lotti/LOT-0001/cig`) or a document, with the words found. */
export interface Evidence {
  readonly path?: string;
  readonly document?: string;
  readonly excerpt?: string;
  /** Line of the text of the document, from 0. */
  readonly line?: number;
}

export interface CheckOutcome {
  readonly status: Exclude<CheckStatus, 'NA'>;
  /** Full Italian sentence with the values found and those expected. */
  readonly message: string;
  readonly evidence: readonly Evidence[];
  readonly suggestion?: string;
  /** A finding lighter than the check as a whole. */
  readonly severity?: CheckSeverity;
}

/** What names a check, in its definition and in its results. */
export interface CheckIdentity {
  readonly id: string;
  /** Raised when the rule changes: results of an older version are stale. */
  readonly version: number;
  readonly group: CheckGroup;
  readonly severity: CheckSeverity;
  readonly title: string;
  readonly cite: string;
}

/**
 * A check is a pure function of the inputs it declares. Inputs are sheet paths with `*` for list items
 * such as `lotti/<any>/cig` written with a star, or `@asOf`, `@documents`, `@documents/D30`, `@archive`, `@award`, `@convenzione`, `@case`, `@dossier`, `@parameters`, `@seat`.
 */
export interface CheckDefinition extends CheckIdentity {
  readonly inputs: readonly string[];
  /** False where the rule does not concern this dossier (NA); absent means always. An input still missing is not a reason for NA. */
  readonly appliesTo?: (facts: CheckFacts) => boolean;
  readonly run: (facts: CheckFacts) => CheckOutcome;
}

export interface CheckResult extends CheckIdentity {
  readonly status: CheckStatus;
  readonly message: string;
  readonly evidence: readonly Evidence[];
  readonly suggestion: string | null;
  /** Canonical text of the inputs read: a different text means the result is stale. */
  readonly inputKey: string;
}
