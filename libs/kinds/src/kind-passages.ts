import { Injectable } from '@nestjs/common';
import { type KindMigrationPlan } from '@gare/contracts/kinds';
import { type Actor } from '@gare/domain/access/actor';
import { planMigration, type MigrationPlan, type StateMapping } from '@gare/domain/kinds/kind-migration';
import { type LoadedKind } from '@gare/domain/kinds/kind';
import { DossierReader, DossierSteps, DossierVersions, GateFactSources, KindLibrary, type DossierEntity } from '@gare/dossiers';
import { authorize, dbContext } from '@gare/identity';
import { Database, type Reader, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';

export interface Passage {
  readonly to: string;
  readonly mapping: StateMapping;
  readonly motivation: string;
}

interface Judged {
  readonly from: LoadedKind;
  readonly to: LoadedKind;
  readonly plan: MigrationPlan;
}

/** The passage of one running dossier to another version of its kind: an act with a motivation, never a consequence of publishing. */
@Injectable()
export class KindPassages {
  constructor(
    private readonly database: Database,
    private readonly kinds: KindLibrary,
    private readonly dossiers: DossierReader,
    private readonly steps: DossierSteps,
    private readonly facts: GateFactSources,
    private readonly versions: DossierVersions,
  ) {}

  /** @throws AppError access.denied, dossier.not_found, kind.migration_refused (the version does not exist) */
  plan(actor: Actor, dossierId: string, { to, mapping }: Omit<Passage, 'motivation'>): Promise<KindMigrationPlan> {
    return this.database.read(dbContext(actor), async (reader) => {
      const dossier = await this.dossiers.require(reader, dossierId);
      authorize(actor, 'kind.write', dossier);
      const judged = await this.judge(reader, dossier, { to, mapping });
      return planView(judged);
    });
  }

  /** @throws AppError access.denied, dossier.not_found, kind.migration_refused (with why) */
  migrate(actor: Actor, dossierId: string, passage: Passage): Promise<{ version: string; state: string }> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const dossier = await this.steps.hold(tx, dossierId);
      const role = authorize(actor, 'kind.write', dossier);
      await this.pass(tx, actor, { dossier, passage, role });
      return { version: dossier.kindVersion, state: dossier.state };
    });
  }

  /** The same for whoever holds the dossier and has authorised it already. @throws AppError kind.migration_refused */
  async pass(tx: Tx, actor: Actor, { dossier, passage, role }: { dossier: DossierEntity; passage: Passage; role: string }): Promise<void> {
    const judged = await this.judge(tx, dossier, passage);
    const { plan, to } = judged;
    const [refusal] = plan.refusals;
    if (refusal !== undefined || plan.state.to === null) {
      throw new AppError('kind.migration_refused', {
        ...(refusal === undefined ? {} : { detail: refusal }),
        details: { refusals: plan.refusals },
      });
    }
    const { motivation } = passage;
    const { documents, steps, sheet } = plan;
    await this.versions.pass(tx, actor, {
      dossier,
      passage: { ...{ to, motivation, role }, state: plan.state.to, previousState: plan.previousState, plan: { documents, steps, sheet } },
    });
  }

  private async judge(reader: Reader, dossier: DossierEntity, { to, mapping }: Omit<Passage, 'motivation'>): Promise<Judged> {
    const from = this.kinds.require(dossier.kindCode, dossier.kindVersion);
    const next = this.kinds.list(dossier.suaId).find((kind) => kind.code === dossier.kindCode && kind.version === to);
    if (next === undefined) throw new AppError('kind.migration_refused', { detail: `La versione ${to} di questo tipo non esiste.` });
    const facts = await this.facts.gather(reader, dossier);
    const { state, previousState } = dossier;
    return { from, to: next, plan: planMigration({ from, to: next }, { state, previousState, facts }, mapping) };
  }
}

function planView({ from, to, plan }: Judged): KindMigrationPlan {
  const label = (kind: LoadedKind, code: string): string => kind.process.states.find((state) => state.code === code)?.label ?? code;
  return {
    ...{ from: from.version, to: to.version, refusals: [...plan.refusals] },
    state: {
      ...plan.state,
      fromLabel: label(from, plan.state.from),
      toLabel: plan.state.to === null ? null : label(to, plan.state.to),
    },
    documents: [...plan.documents],
    steps: [...plan.steps],
    sheet: [...plan.sheet],
  };
}
