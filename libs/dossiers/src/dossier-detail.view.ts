import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type auditEntrySchema, type DossierDetail, type transitionSchema } from '@gare/contracts/dossiers';
import { type Actor } from '@gare/domain/access/actor';
import { dossierPermissions } from '@gare/domain/access/permissions';
import { type TransitionOption } from '@gare/domain/kinds/engine';
import { type LoadedKind } from '@gare/domain/kinds/kind';
import { phasesOf } from '@gare/domain/kinds/phases';
import { nextAction, obstaclesOf, type Outlook } from '@gare/domain/turn/next-action';
import { dbContext, EnteReader } from '@gare/identity';
import { AuditEntity } from '@gare/platform/audit';
import { Database, type Reader } from '@gare/platform/database';
import { DossierListView } from './dossier-list.view.js';
import { DossierOutlook } from './dossier-outlook.js';
import { DossierAccessReader } from './dossier-access.reader.js';
import { pathOf } from './dossier-path.js';
import { DossierTurnView } from './dossier-turn.view.js';
import { DossierTurns } from './dossier-turns.js';

type AuditEntryView = z.output<typeof auditEntrySchema>;
const recentEntries = 8;

/** One dossier as its page shows it: phases, next action, steps with what stands in their way, recent activity. */
@Injectable()
export class DossierDetailView {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly enti: EnteReader,
    private readonly outlook: DossierOutlook,
    private readonly summaries: DossierListView,
    private readonly turns: DossierTurnView,
    private readonly stays: DossierTurns,
  ) {}

  show(actor: Actor, dossierId: string): Promise<DossierDetail> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('dossier.read');
      const { dossier, kind } = one;
      const ente = await this.enti.require(reader, dossier.enteId);
      const outlook = await this.outlook.of(reader, one);
      const turns = await this.turns.of(reader, [dossier]);
      return {
        ...this.summaries.summary(dossier, { ente: ente.denominazione, turn: turns.get(dossier.id) }),
        phases: phasesOf(kind, dossier).map((phase) => ({ ...phase, states: [...phase.states] })),
        path: pathOf(kind, await this.stays.history(reader, dossierId)),
        nextAction: nextActionView(outlook),
        obstacles: obstaclesOf(outlook).map(({ message, screen, path, documentCode, checkId }) => ({
          message,
          screen,
          path,
          documentCode,
          checkId,
        })),
        transitions: outlook.options.map((option) => transitionView(kind, option)),
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

/** Screens of later features are told by name beside the ones a gate can point to. */
function nextActionView(outlook: Outlook): DossierDetail['nextAction'] {
  const { screen, ...action } = nextAction(outlook);
  return { ...action, screen: screens.find((known) => known === screen) ?? 'dossier', place: screen };
}

const screens = ['scheda', 'verifiche', 'documenti', 'fascicolo', 'dossier'] as const;

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
