import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CheckCases } from '@gare/checks';
import { canonicalJson } from '@gare/domain/audit/canonical-json';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { firstSurvey } from '@gare/domain/rilevazione/next-survey';
import { procedureCodes } from '@gare/domain/rilevazione/procedure-codes';
import { type SurveyCertification, type SurveySheet } from '@gare/domain/rilevazione/survey';
import { roleNames } from '@gare/domain/access/role-names';
import { type Actor } from '@gare/domain/access/actor';
import { type JsonValue } from '@gare/domain/scheda/path';
import { DossierMoved, GateFactSources, KindLibrary, type DossierEntity } from '@gare/dossiers';
import { sha256Hex } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { SchedaReader, SchedaWriter, SheetKinds } from '@gare/scheda';
import { surveyKind, SurveysReader } from './surveys.reader.js';

/** Where the kind tells the other features what is particular to it. */
@Injectable()
export class SurveySeams {
  constructor(
    readonly sheets: SheetKinds,
    readonly cases: CheckCases,
    readonly facts: GateFactSources,
    readonly moved: DossierMoved,
  ) {}
}

/** What is particular to the dossiers of a survey: how they start, what their checks compare, what certifying writes. */
@Injectable()
export class SurveyKind implements OnModuleInit {
  constructor(
    private readonly surveys: SurveysReader,
    private readonly scheda: SchedaReader,
    private readonly writer: SchedaWriter,
    private readonly kinds: KindLibrary,
    private readonly clock: Clock,
    private readonly seams: SurveySeams,
  ) {}

  onModuleInit(): void {
    this.seams.sheets.register(surveyKind, {
      first: (tx, dossier) => this.first(tx, dossier),
      refusals: () => [],
      label: () => null,
    });
    this.seams.cases.register(surveyKind, {
      read: async (reader, dossier) => {
        const sheet = (await this.scheda.read(reader, dossier.id)).values as SurveySheet;
        const compared = await this.surveys.compared(reader, dossier, sheet.semestre ?? null);
        const casi = await this.surveys.recomputed(reader, dossier.id, sheet);
        return { kind: 'RILEVAZIONE', ...compared, casi, riferimento: sheet.al ?? null, oggi: this.today() };
      },
      referenceDate: (sheet) => (sheet as SurveySheet).al ?? null,
      mark: async (reader, dossier) => `${await this.surveys.mark(reader, dossier)} ${this.today()}`,
    });
    this.seams.moved.on(async (tx, { actor, dossier, event }) => {
      if (dossier.kindCode !== surveyKind) return;
      if (event === 'certifica') await this.certify(tx, actor, dossier);
      if (event === 'riapri') await this.write(tx, actor, { dossier, value: null });
    });
    // A request for help asks whether its procedure was measured before: whatever kind derives from surveys is told.
    this.seams.facts.register('rilevazioni', async (reader, dossier) => {
      const kind = this.kinds.require(dossier.kindCode, dossier.kindVersion);
      if (kind.code === surveyKind || !kind.links.some((link) => link.kind === surveyKind)) return {};
      const { suaId, enteId } = dossier;
      const known = await this.surveys.certified(reader, { suaId, enteId });
      const rows = known.filter(({ sheet }) => sheet.tipo === 'BASELINE').flatMap(({ sheet }) => sheet.righe ?? []);
      const field = kind.subject.properties?.['procedura'];
      const measured = new Set(rows.flatMap(({ procedura }) => (procedura == null ? [] : procedureCodes(procedura, field))));
      return { baselines: [...measured].map((procedura) => ({ ente: enteId, procedura })) };
    });
  }

  private async first(tx: Tx, { suaId, enteId }: DossierEntity): Promise<object> {
    const known = await this.surveys.certified(tx, { suaId, enteId });
    const baseline = known.findLast(({ sheet }) => sheet.tipo === 'BASELINE')?.sheet ?? null;
    return firstSurvey({ today: this.today(), baseline, last: known.at(-1)?.sheet ?? null });
  }

  /** The responsible person answers for the numbers as they are: who, when, and the hash of the rows. */
  private async certify(tx: Tx, actor: Actor, dossier: DossierEntity): Promise<void> {
    const { righe } = (await this.scheda.read(tx, dossier.id)).values as SurveySheet;
    const role = actor.roles[0];
    const value: SurveyCertification = {
      ...{ il: this.today(), da: actor.person, ruolo: role === undefined ? null : roleNames[role] },
      impronta: sha256Hex(canonicalJson(righe ?? [])),
    };
    await this.write(tx, actor, { dossier, value });
  }

  private async write(
    tx: Tx,
    actor: Actor,
    { dossier, value }: { dossier: DossierEntity; value: SurveyCertification | null },
  ): Promise<void> {
    await this.writer.write(tx, {
      ...{ actor, dossier, role: 'SISTEMA' },
      changes: [{ path: 'certificazione', value: value as unknown as JsonValue }],
      act: (applied) => ({
        action: value === null ? 'survey.reopened' : 'survey.certified',
        summary:
          value === null
            ? 'La certificazione dei dati non vale più: la rilevazione è stata riaperta'
            : `Dati certificati da ${value.da ?? ''}, impronta ${(value.impronta ?? '').slice(0, 16)}…`,
        details: { changes: applied },
      }),
    });
  }

  private today(): string {
    return toRomeDate(this.clock.now().toISOString());
  }
}
