import { Injectable } from '@nestjs/common';
import { type CaseImportView, type SurveyProgressView, type SurveyView } from '@gare/contracts/surveys';
import { type Actor } from '@gare/domain/access/actor';
import { readCases } from '@gare/domain/rilevazione/cases';
import { reductionOf, type ComparedRows } from '@gare/domain/rilevazione/reduction';
import { type SurveySheet } from '@gare/domain/rilevazione/survey';
import { DossierAccessReader, type ActorOnDossier } from '@gare/dossiers';
import { dbContext, EnteReader } from '@gare/identity';
import { sha256Hex } from '@gare/platform/audit';
import { Database, type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { SchedaReader } from '@gare/scheda';
import { SurveyCases } from './survey-cases.js';
import { surveyKind, SurveysReader, type KnownSurvey } from './surveys.reader.js';

/** Surveys as people use them: cases in, averages and distance from the baseline out. */
@Injectable()
export class SurveysService {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly scheda: SchedaReader,
    private readonly surveys: SurveysReader,
    private readonly cases: SurveyCases,
    private readonly enti: EnteReader,
  ) {}

  /** @throws AppError dossier.not_found (also for another kind), access.denied */
  show(actor: Actor, dossierId: string): Promise<SurveyView> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = surveyOf(await this.access.open(reader, actor, dossierId));
      one.require('dossier.read');
      return this.view(reader, one);
    });
  }

  /**
   * Right lines go in, wrong ones are told. Loading the same file twice changes nothing.
   * @throws AppError survey.unreadable, scheda.read_only, access.denied, dossier.not_found
   */
  importCases(actor: Actor, dossierId: string, { csv, replace }: { csv: string; replace: boolean }): Promise<CaseImportView> {
    const reading = readCases(csv);
    if (!reading.ok) throw new AppError('survey.unreadable', { detail: `${reading.message} Niente è stato importato.` });
    return this.database.transaction(dbContext(actor), async (tx) => {
      const one = surveyOf(await this.access.hold(tx, actor, dossierId));
      const role = one.require('scheda.write');
      const details = { sha256: sha256Hex(csv), wrong: reading.wrong.length };
      const loading = { dossier: one.dossier, role, cases: reading.cases, replace, from: 'da un elenco', details };
      const counts = await this.cases.load(tx, actor, loading);
      return { ...counts, wrong: [...reading.wrong], survey: await this.view(tx, one) };
    });
  }

  /** @throws AppError survey.unreadable (a survey of another body), scheda.read_only, access.denied, dossier.not_found */
  readOwnTenders(actor: Actor, dossierId: string): Promise<CaseImportView> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const one = surveyOf(await this.access.hold(tx, actor, dossierId));
      const role = one.require('scheda.write');
      const { dossier } = one;
      if (dossier.enteId !== dossier.suaId) {
        throw new AppError('survey.unreadable', {
          detail: 'Solo la rilevazione della SUA su se stessa si può leggere dalle sue gare. Niente è stato cambiato.',
        });
      }
      const cases = await this.cases.ownTenders(tx, dossier.suaId);
      const counts = await this.cases.load(tx, actor, { dossier, role, cases, replace: true, from: 'dalle gare della SUA', details: {} });
      return { ...counts, wrong: [], survey: await this.view(tx, one) };
    });
  }

  /** Each body in sight that has a baseline: where it is now, and all together. */
  progress(actor: Actor): Promise<SurveyProgressView> {
    return this.database.read(dbContext(actor), async (reader) => {
      const known = await this.surveys.certified(reader, { suaId: actor.suaId });
      const ids = [...new Set(known.map(({ enteId }) => enteId))];
      const bodies = ids.flatMap((enteId) => bodyOf(known.filter((survey) => survey.enteId === enteId)));
      const enti: SurveyProgressView['enti'] = [];
      for (const { enteId, baseline, semestre, rows } of bodies) {
        const { id, denominazione } = await this.enti.require(reader, enteId);
        enti.push({ ente: { id, denominazione }, baseline, semestre, ...both([rows]) });
      }
      return { enti, totale: both(bodies.map(({ rows }) => rows)) };
    });
  }

  private async view(reader: Reader, one: ActorOnDossier): Promise<SurveyView> {
    const { dossier } = one;
    const sheet = (await this.scheda.read(reader, dossier.id)).values as SurveySheet;
    const { baseline, precedente } = await this.surveys.compared(reader, dossier, sheet.semestre ?? null);
    const compared = baseline === null || sheet.tipo === 'BASELINE' ? null : { base: baseline.righe, now: sheet.righe ?? [] };
    return {
      ricalcolo: [...(await this.surveys.recomputed(reader, dossier.id, sheet))],
      baseline: baseline && { semestre: baseline.semestre },
      precedente: precedente && { semestre: precedente.semestre },
      andamento: compared && both([compared]),
      whyNot: one.whyNot('scheda.write'),
      ownTenders: dossier.enteId === dossier.suaId,
    };
  }
}

function surveyOf(one: ActorOnDossier): ActorOnDossier {
  if (one.dossier.kindCode !== surveyKind) throw new AppError('dossier.not_found');
  return one;
}

const both = (bodies: readonly ComparedRows[]): { lorda: ReturnType<typeof reductionOf>; netta: ReturnType<typeof reductionOf> } => ({
  lorda: reductionOf(bodies, 'lorda'),
  netta: reductionOf(bodies, 'netta'),
});

/** The last semester of a body against its baseline; nothing where it has no baseline. */
function bodyOf(surveys: readonly KnownSurvey[]): { enteId: string; baseline: string; semestre: string | null; rows: ComparedRows }[] {
  const baseline = surveys.findLast(({ sheet }) => sheet.tipo === 'BASELINE');
  if (baseline === undefined) return [];
  const last = surveys.findLast(({ sheet }) => sheet.tipo !== 'BASELINE');
  const rows = { base: baseline.sheet.righe ?? [], now: last?.sheet.righe ?? [] };
  return [{ enteId: baseline.enteId, baseline: baseline.sheet.semestre ?? '', semestre: last?.sheet.semestre ?? null, rows }];
}
