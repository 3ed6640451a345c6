import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type auditEntrySchema, type DossierDetail, type transitionSchema } from '@gare/contracts/dossiers';
import { type Actor } from '@gare/domain/access/actor';
import { dossierPermissions } from '@gare/domain/access/permissions';
import { decide } from '@gare/domain/access/policy';
import { availableTransitions, type TransitionOption } from '@gare/domain/kinds/engine';
import { type LoadedKind } from '@gare/domain/kinds/kind';
import { authorize, dbContext, EnteReader } from '@gare/identity';
import { AuditEntity } from '@gare/platform/audit';
import { Database, type Reader } from '@gare/platform/database';
import { ConvenzioneCoverage, coverageReason } from './convenzione-coverage.js';
import { DossierListView } from './dossier-list.view.js';
import { type DossierEntity } from './dossier.entity.js';
import { DossierReader } from './dossier.reader.js';
import { GateFactSources } from './gate-facts.js';
import { KindLibrary } from './kind-library.js';
import { forwardStep } from './turn.js';

type AuditEntryView = z.output<typeof auditEntrySchema>;
const recentEntries = 8;

/** One dossier as its page shows it: phases, next action, steps with what stands in their way, recent activity. */
@Injectable()
export class DossierDetailView {
  constructor(
    private readonly database: Database,
    private readonly dossiers: DossierReader,
    private readonly enti: EnteReader,
    private readonly kinds: KindLibrary,
    private readonly facts: GateFactSources,
    private readonly summaries: DossierListView,
    private readonly coverage: ConvenzioneCoverage,
  ) {}

  show(actor: Actor, dossierId: string): Promise<DossierDetail> {
    return this.database.read(dbContext(actor), async (reader) => {
      const dossier = await this.dossiers.require(reader, dossierId);
      authorize(actor, 'dossier.read', dossier);
      const kind = this.kinds.require(dossier.kindCode, dossier.kindVersion);
      const ente = await this.enti.require(reader, dossier.enteId);
      const facts = await this.facts.gather(reader, dossier);
      const options = await this.withCoverage(reader, dossier, {
        sheet: facts.subject,
        options: availableTransitions(kind, dossier.state, facts, actor.roles),
      });
      return {
        ...this.summaries.summary(dossier, ente.denominazione),
        phases: phasesOf(kind, dossier.state),
        nextAction: nextAction(kind, dossier, options),
        transitions: options.map((option) => transitionView(kind, option)),
        recent: await this.latest(reader, dossierId),
        permissions: dossierPermissions.map((permission) => {
          const decision = decide(actor, permission, dossier);
          return { permission, allowed: decision.allowed, reason: decision.allowed ? null : decision.reason };
        }),
      };
    });
  }

  /** Steps that the convenzione does not allow say so before anybody tries them. */
  private async withCoverage(
    reader: Reader,
    dossier: DossierEntity,
    { sheet, options }: { sheet: unknown; options: readonly TransitionOption[] },
  ): Promise<TransitionOption[]> {
    const answered: TransitionOption[] = [];
    for (const option of options) {
      const refusal = await this.coverage.refusalOf(reader, dossier, { event: option.event, sheet });
      const reasons = refusal === null ? option.reasons : [...option.reasons, coverageReason(refusal)];
      answered.push(refusal === null ? option : { ...option, allowed: false, overridable: false, reasons });
    }
    return answered;
  }

  private async latest(reader: Reader, dossierId: string): Promise<AuditEntryView[]> {
    const rows = await reader.find(AuditEntity, { where: { dossierId }, order: { sequence: 'DESC' }, take: recentEntries });
    return rows.map((row) => ({
      sequence: row.sequence,
      at: row.at.toISOString(),
      action: row.action,
      summary: row.summary,
      person: row.person,
      role: row.role,
      ente: row.actingEnte,
      hash: row.hash,
    }));
  }
}

/** The phases in the order of the kind, side states left out; those before the present one are done. */
function phasesOf(kind: LoadedKind, state: string): DossierDetail['phases'] {
  const main = kind.process.states.filter((candidate) => candidate.kind !== 'side');
  const phases = [...new Set(main.map((candidate) => candidate.phase ?? candidate.label ?? candidate.code))];
  const current = kind.process.states.find((candidate) => candidate.code === state);
  const at = phases.indexOf(current?.phase ?? current?.label ?? state);
  return phases.map((phase, index) => ({ code: phase, label: phase, status: index < at ? 'done' : index === at ? 'current' : 'next' }));
}

/** What to do first: mend what blocks the forward step, or take the step. */
function nextAction(kind: LoadedKind, dossier: DossierEntity, options: readonly TransitionOption[]): DossierDetail['nextAction'] {
  const forward = options.find((option) => option.event === forwardStep(kind, dossier.state)?.event);
  if (!forward) return { title: 'Niente da fare', explanation: 'Il fascicolo è concluso.', screen: 'dossier' };
  const [obstacle] = forward.gates.flatMap((gate) => (gate.truth === true ? [] : gate.reasons));
  if (obstacle) return { title: `Prima di «${forward.label}»`, explanation: obstacle.message, screen: obstacle.screen };
  const [reason] = forward.reasons;
  return { title: forward.label, explanation: reason?.message ?? 'È tutto pronto: puoi fare il passo.', screen: 'dossier' };
}

function transitionView(kind: LoadedKind, option: TransitionOption): z.output<typeof transitionSchema> {
  const to = kind.process.states.find((state) => state.code === option.to);
  return {
    event: option.event,
    label: option.label,
    to: { code: option.to, label: to?.label ?? option.to, phase: to?.phase ?? '' },
    allowed: option.allowed === true ? 'yes' : option.allowed === false ? 'no' : 'unknown',
    reasons: option.reasons.map(({ message, path, documentCode }) => ({ message, path, documentCode })),
    needsMotivation: option.needsMotivation,
  };
}
