import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type auditEntrySchema, type DossierDetail, type transitionSchema } from '@gare/contracts/dossiers';
import { type Actor } from '@gare/domain/access/actor';
import { dossierPermissions } from '@gare/domain/access/permissions';
import { availableTransitions, type TransitionOption } from '@gare/domain/kinds/engine';
import { type Reason } from '@gare/domain/kinds/gate-reasons';
import { type LoadedKind } from '@gare/domain/kinds/kind';
import { forwardStep } from '@gare/domain/turn/leading-step';
import { dbContext, EnteReader } from '@gare/identity';
import { AuditEntity } from '@gare/platform/audit';
import { Database, type Reader } from '@gare/platform/database';
import { type ActorOnDossier } from './actor-on-dossier.js';
import { ConvenzioneCoverage, coverageReason } from './convenzione-coverage.js';
import { DossierListView } from './dossier-list.view.js';
import { type DossierEntity } from './dossier.entity.js';
import { DossierAccessReader } from './dossier-access.reader.js';
import { DossierTurnView } from './dossier-turn.view.js';
import { GateFactSources } from './gate-facts.js';
import { system } from './turn.js';

type AuditEntryView = z.output<typeof auditEntrySchema>;
const recentEntries = 8;

/** One dossier as its page shows it: phases, next action, steps with what stands in their way, recent activity. */
@Injectable()
export class DossierDetailView {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly enti: EnteReader,
    private readonly facts: GateFactSources,
    private readonly summaries: DossierListView,
    private readonly coverage: ConvenzioneCoverage,
    private readonly turns: DossierTurnView,
  ) {}

  show(actor: Actor, dossierId: string): Promise<DossierDetail> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('dossier.read');
      const { dossier, kind } = one;
      const ente = await this.enti.require(reader, dossier.enteId);
      const facts = await this.facts.gather(reader, dossier);
      const turns = await this.turns.of(reader, [dossier]);
      const options = await this.withConvenzione(reader, one, {
        sheet: facts.subject,
        options: availableTransitions(kind, dossier.state, facts, actor.roles).filter(isForPeople),
      });
      return {
        ...this.summaries.summary(dossier, { ente: ente.denominazione, turn: turns.get(dossier.id) }),
        phases: phasesOf(kind, dossier.state),
        nextAction: nextAction(kind, dossier, options),
        transitions: options.map((option) => transitionView(kind, option)),
        conflict: { asked: one.access.conflitto !== 'NON_RICHIESTO', own: one.access.conflitto },
        recent: await this.latest(reader, dossierId),
        permissions: dossierPermissions.map((permission) => {
          const decision = one.decide(permission);
          return decision.allowed
            ? { permission, allowed: true, code: null, reason: null }
            : { permission, allowed: false, code: decision.code, reason: decision.reason };
        }),
      };
    });
  }

  /** Steps that the convenzione does not allow say so before anybody tries them. */
  private async withConvenzione(
    reader: Reader,
    one: ActorOnDossier,
    { sheet, options }: { sheet: unknown; options: readonly TransitionOption[] },
  ): Promise<TransitionOption[]> {
    const answered: TransitionOption[] = [];
    const refused = refusalToMove(one);
    for (const option of options) {
      const stopped = one.whyStopped(option.event);
      const refusal = await this.coverage.refusalOf(reader, one.dossier, { event: option.event, sheet });
      const more = [
        ...(refused === null ? [] : [plainReason(refused)]),
        ...(stopped === null ? [] : [plainReason(stopped)]),
        ...(refusal === null ? [] : [coverageReason(refusal)]),
      ];
      answered.push(more.length === 0 ? option : { ...option, allowed: false, overridable: false, reasons: [...option.reasons, ...more] });
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

/** A step that only a term takes is nobody's to choose. */
const isForPeople = ({ actors }: TransitionOption): boolean => actors.some((actor) => actor !== system);

/** What to do first: mend what blocks the forward step, or take the step. */
function nextAction(kind: LoadedKind, dossier: DossierEntity, options: readonly TransitionOption[]): DossierDetail['nextAction'] {
  const forward = options.find((option) => option.event === forwardStep(kind, dossier.state)?.event);
  if (!forward) {
    const isOver = kind.process.states.find((state) => state.code === dossier.state)?.kind === 'final';
    const explanation = isOver ? 'Il fascicolo è concluso.' : 'In questo momento non si aspetta niente da nessuno.';
    return { title: 'Niente da fare', explanation, screen: 'dossier' };
  }
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

const plainReason = (message: string): Reason => ({ message, path: null, documentCode: null, checkId: null, screen: 'dossier' });

/** What stands against any step whatever the kind says of it: a declaration to make first, above all. Roles each step tells itself. */
function refusalToMove(one: ActorOnDossier): string | null {
  const decision = one.decide('dossier.move');
  return decision.allowed || decision.code === 'RUOLO' ? null : decision.reason;
}
