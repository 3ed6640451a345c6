import { Injectable } from '@nestjs/common';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import {
  coverage,
  type ConvenzioneRecord,
  type Coverage,
  type CoverageRefusal,
  type CoverageRequest,
} from '@gare/domain/convenzione/coverage';
import { bindingStates, endedStates, isConvenzioneState } from '@gare/domain/convenzione/states';
import { tenderContract, type TenderContract } from '@gare/domain/convenzione/tender-contract';
import { tenderKind } from '@gare/domain/kinds/kind-access';
import { type Reason } from '@gare/domain/kinds/gate-reasons';
import { type LegalParameter } from '@gare/domain/law/parameters';
import { referenceDate } from '@gare/domain/scheda/derive';
import { type SchedaValues } from '@gare/domain/scheda/scheda-values';
import { ConvenzioneReader } from '@gare/identity';
import { SuaStanding } from '@gare/law';
import { Clock } from '@gare/platform/clock';
import { type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { DossierEntity } from './dossier.entity.js';

/** What is to be tendered, where whoever opens the dossier knows it already. */
export type PlannedContract = TenderContract;

/** Whom the dossier is for; `kindCode` tells a tender from what needs no convenzione. */
interface Subject {
  readonly kindCode: string;
  readonly suaId: string;
  readonly enteId: string;
}

type Refused = Extract<Coverage, { covered: false }>;
/** Whom it is about, and the law of its SUA. */
interface Standing {
  readonly request: Pick<CoverageRequest, 'suaId' | 'enteId' | 'asOf' | 'qualificazioni'>;
  readonly parametri: readonly LegalParameter[];
}

/** The kind of dossier that a convenzione is. */
const convenzioneKind = 'CONVENZIONE_ADESIONE';
/** The step with which the comune hands its tender to the SUA. */
const handOver = 'presentaIstanza';

/**
 * No tender without an active convenzione that covers it (C. 62 c. 9). It is asked twice. At the opening the sheet is empty:
 * whoever knows type and amount already may say them, otherwise it is enough that the convenzione is in force that day and could
 * cover some contract. When the sheet names type and amount the whole question is asked, at the reference date of the procedure:
 * it stands in the way of the step that hands the tender to the SUA, and the page shows it from the moment the sheet says it.
 * A tender of the Province itself needs no convenzione.
 */
@Injectable()
export class ConvenzioneCoverage {
  constructor(
    private readonly convenzioni: ConvenzioneReader,
    private readonly sua: SuaStanding,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the convenzione the dossier opens under; null where none is needed
   * @throws AppError convenzione.not_covering: clause, reason and what to do in `details`
   */
  async requireToOpen(reader: Reader, dossier: Subject, planned?: PlannedContract): Promise<string | null> {
    const answer = await this.toOpen(reader, dossier, planned);
    return answer === null ? null : covering(answer);
  }

  /** Why a dossier could not be opened today; null where it could. */
  async refusalToOpen(reader: Reader, dossier: Subject, planned?: PlannedContract): Promise<Refused | null> {
    const answer = await this.toOpen(reader, dossier, planned);
    return answer === null || answer.covered ? null : answer;
  }

  private async toOpen(reader: Reader, dossier: Subject, planned: PlannedContract | undefined): Promise<Coverage | null> {
    if (!needsConvenzione(dossier)) return null;
    const { request, parametri } = await this.standing(reader, dossier, this.today());
    const records = await this.records(reader, dossier.enteId);
    if (planned) return coverage(records, { ...request, ...planned }, parametri);
    // Each line of each scope from its least amount: one that is covered shows that the convenzione can serve today.
    const lines = records.flatMap((record) =>
      record.ambito.map(({ tipo, oggettoConcessione, min }) =>
        coverage([record], { ...request, tipo, oggettoConcessione, importo: min }, parametri),
      ),
    );
    const nothing = coverage([], { ...request, tipo: 'works', importo: '0' }, parametri);
    return lines.find(({ covered }) => covered) ?? lines[0] ?? nothing;
  }

  /**
   * What stands against a step for want of coverage, told from the sheet as it is; null where nothing does.
   * @throws AppError never for lack of coverage: the caller decides what to do with it
   */
  async refusalOf(reader: Reader, dossier: Subject, step: { event: string; sheet: unknown }): Promise<Refused | null> {
    const answer = await this.atStep(reader, dossier, step);
    return answer === null || answer.covered ? null : answer;
  }

  /** Whether a convenzione covers what the sheet says, and which; null at a step that does not ask it. */
  async atStep(reader: Reader, dossier: Subject, step: { event: string; sheet: unknown }): Promise<Coverage | null> {
    if (step.event !== handOver || !needsConvenzione(dossier)) return null;
    const sheet = (step.sheet ?? {}) as SchedaValues;
    const { request, parametri } = await this.standing(reader, dossier, referenceDate(sheet, this.clock.now().toISOString()).data);
    return coverage(await this.records(reader, dossier.enteId), { ...request, ...tenderContract(sheet) }, parametri);
  }

  /** Those that bind or have bound, and those still being made, so that the refusal can say how far it is. */
  private async records(reader: Reader, enteId: string): Promise<ConvenzioneRecord[]> {
    const known = await this.convenzioni.all(reader, enteId);
    const rows = await reader.findBy(DossierEntity, { enteId, kindCode: convenzioneKind });
    const drafts = rows.flatMap((row) => (known.some(({ id }) => id === row.id) ? [] : draftRecord(row)));
    return known.some(({ stato }) => bindingStates.includes(stato)) ? [...known, ...drafts] : [...drafts, ...known];
  }

  private async standing(reader: Reader, { suaId, enteId }: Subject, asOf: string): Promise<Standing> {
    const { qualificazioni, parametri } = await this.sua.of(reader, suaId);
    return { request: { suaId, enteId, asOf, qualificazioni }, parametri };
  }

  private today(): string {
    return toRomeDate(this.clock.now().toISOString());
  }
}

/** A convenzione that binds nobody yet: only its state counts, whatever it says so far. */
function draftRecord({ id, suaId, enteId, codiceAppalto, state, createdAt }: DossierEntity): ConvenzioneRecord[] {
  if (!isConvenzioneState(state) || bindingStates.includes(state) || endedStates.includes(state)) return [];
  const day = toRomeDate(createdAt.toISOString());
  const ambito = [{ tipo: 'works' as const, oggettoConcessione: null, min: '0', max: null, esclusioni: [] }];
  const apart = { dal: day, al: day, ambito, ultrattivita: false, sospensione: null };
  return [{ id, numero: codiceAppalto, suaId, enteIds: [enteId], stato: state, ...apart }];
}

const needsConvenzione = ({ kindCode, suaId, enteId }: Subject): boolean => kindCode === tenderKind && enteId !== suaId;

function covering(answer: Coverage): string {
  if (!answer.covered) throw notCovering(answer);
  return answer.convenzioneId;
}

const sentence = ({ motivo, clausola, cosaFare }: CoverageRefusal): string => `${motivo} Clausola: ${clausola}. ${cosaFare}`;

export function notCovering({ refusal, others }: Refused): AppError {
  return new AppError('convenzione.not_covering', { detail: sentence(refusal), details: { ...refusal, others } });
}

/** The refusal as the page of the dossier shows it beside the step. */
export function coverageReason({ refusal }: Refused): Reason {
  const path = refusal.rule === 'DATI_MANCANTI' || refusal.rule === 'IMPORTO' || refusal.rule === 'TIPO' ? 'lotti' : null;
  return { message: sentence(refusal), path, documentCode: null, checkId: null, screen: path === null ? 'dossier' : 'scheda' };
}
