import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { type LoadedKind } from '@gare/domain/kinds/kind';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { announce } from '@gare/platform/events';
import { DossierMigrated } from './dossier-events.js';
import { DossierTurns } from './dossier-turns.js';
import { DossierEntity } from './dossier.entity.js';

/** The passage of a dossier to another version of its kind, as it was decided. */
export interface KindPassage {
  readonly to: LoadedKind;
  readonly state: string;
  readonly previousState: string | null;
  readonly motivation: string;
  /** What it changes for the dossier, for the audit. */
  readonly plan: object;
  readonly role: string;
}

/** Puts a dossier on another version of its kind, for whoever has judged that it can go there. */
@Injectable()
export class DossierVersions {
  constructor(
    private readonly turns: DossierTurns,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly migrated: DossierMigrated,
  ) {}

  /** @param dossier held in this transaction */
  async pass(tx: Tx, actor: Actor, { dossier, passage }: { dossier: DossierEntity; passage: KindPassage }): Promise<void> {
    const { to, state, previousState, motivation, plan, role } = passage;
    const from = { version: dossier.kindVersion, state: dossier.state };
    const now = this.clock.now();
    const moved = state !== dossier.state;
    Object.assign(dossier, {
      ...{ kindVersion: to.version, state, previousState, updatedAt: now },
      // The state under another name is the same stay; another state begins now.
      ...(moved ? { stateSince: now } : {}),
    });
    await tx.save(DossierEntity, dossier);
    await this.turns.refresh(tx, dossier);
    const { id: dossierId, suaId, enteId } = dossier;
    await this.audit.record(tx, actor, {
      ...{ dossierId, suaId, enteId, role },
      action: 'dossier.kindMigrated',
      summary: `Passato dalla versione ${from.version} alla ${to.version} del tipo «${to.title}»: ${motivation}`,
      details: { from, to: { version: to.version, state }, motivation, plan },
    });
    await this.migrated.emit(tx, { actor, dossier, fromVersion: from.version, fromState: from.state });
    await announce(tx, { topic: 'dossier', dossierId, suaId, enteId });
  }
}
