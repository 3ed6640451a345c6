import { Injectable } from '@nestjs/common';
import { recompute } from '@gare/domain/rilevazione/cases';
import { type ComparedSurvey, type RecomputedRow, type SurveySheet } from '@gare/domain/rilevazione/survey';
import { type DossierEntity } from '@gare/dossiers';
import { type Reader } from '@gare/platform/database';
import { SurveyedCaseEntity } from './surveyed-case.entity.js';

export const surveyKind = 'RILEVAZIONE';
/** States in which the numbers are certified. */
const certified = ['CERTIFICATA', 'CHIUSA'];

/** A survey with the sheet it has now. */
export interface KnownSurvey {
  readonly dossierId: string;
  readonly enteId: string;
  readonly state: string;
  readonly sheet: SurveySheet;
}

/** Surveys of a Province as they can be compared. */
@Injectable()
export class SurveysReader {
  /** Certified surveys, by semester; of one body, or of all in sight. */
  async certified(reader: Reader, { suaId, enteId }: { suaId: string; enteId?: string }): Promise<KnownSurvey[]> {
    const rows = await reader.query<{ dossier_id: string; ente_id: string; state: string; values: SurveySheet }[]>(
      `select d.id as dossier_id, d.ente_id, d.state, s."values" from dossiers d join schede s on s.dossier_id = d.id
       where d.sua_id = $1 and ($2::uuid is null or d.ente_id = $2) and d.kind_code = $3 and d.state = any ($4)
       order by s."values"->>'semestre', d.created_at`,
      [suaId, enteId ?? null, surveyKind, certified],
    );
    return rows.map((row) => ({ dossierId: row.dossier_id, enteId: row.ente_id, state: row.state, sheet: row.values }));
  }

  /** Baseline and survey before this one, of the same body. */
  async compared(
    reader: Reader,
    { id, suaId, enteId }: Pick<DossierEntity, 'id' | 'suaId' | 'enteId'>,
    semester: string | null,
  ): Promise<{ baseline: ComparedSurvey | null; precedente: ComparedSurvey | null }> {
    const others = (await this.certified(reader, { suaId, enteId })).filter(({ dossierId }) => dossierId !== id);
    const before = others.filter(({ sheet }) => sheet.semestre != null && (semester === null || sheet.semestre < semester));
    return {
      baseline: comparedOf(others.findLast(({ sheet }) => sheet.tipo === 'BASELINE')),
      precedente: comparedOf(before.at(-1)),
    };
  }

  /** Averages from the uploaded cases that count. */
  async recomputed(reader: Reader, dossierId: string, { dal, al }: Pick<SurveySheet, 'dal' | 'al'>): Promise<readonly RecomputedRow[]> {
    const cases = await reader.find(SurveyedCaseEntity, {
      where: { dossierId, superseded: false },
      order: { procedureKey: 'ASC', pratica: 'ASC' },
    });
    return recompute(cases, { dal: dal ?? null, al: al ?? null });
  }

  /** A stamp that changes whenever the cases, or the surveys it is compared with, may have changed. */
  async mark(reader: Reader, { id, suaId, enteId }: Pick<DossierEntity, 'id' | 'suaId' | 'enteId'>): Promise<string> {
    const [row] = await reader.query<{ mark: string | null }[]>(
      `select concat_ws(' ',
         (select max(imported_at)::text || ' ' || count(*) filter (where not superseded) from surveyed_cases where dossier_id = $1),
         (select count(*) || ' ' || max(s.revision) || ' ' || max(d.updated_at)::text from dossiers d join schede s on s.dossier_id = d.id
           where d.sua_id = $2 and d.ente_id = $3 and d.kind_code = $4 and d.id <> $1)) as mark`,
      [id, suaId, enteId, surveyKind],
    );
    return row?.mark ?? '';
  }
}

function comparedOf(survey: KnownSurvey | undefined): ComparedSurvey | null {
  if (survey === undefined) return null;
  const { semestre, al, obiettivoAl, righe } = survey.sheet;
  return { semestre: semestre ?? '', al: al ?? null, obiettivoAl: obiettivoAl ?? null, righe: righe ?? [] };
}
