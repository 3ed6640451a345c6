import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { applyTransition } from '@gare/domain/kinds/engine';
import { authorize, dbContext, EnteReader } from '@gare/identity';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { Database, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { announce } from '@gare/platform/events';
import { DossierEvents } from './dossier-events.js';
import { DossierEntity } from './dossier.entity.js';
import { GateFactSources } from './gate-facts.js';
import { KindLibrary } from './kind-library.js';
import { turnOf } from './turn.js';

const minMotivation = 20;

export interface NewDossier {
  kind: string;
  oggetto: string;
  enteId?: string | undefined;
}

export interface Step {
  event: string;
  motivation?: string | undefined;
}

/** Opening dossiers and moving them through their process. */
@Injectable()
export class DossiersService {
  constructor(
    private readonly database: Database,
    private readonly kinds: KindLibrary,
    private readonly facts: GateFactSources,
    private readonly enti: EnteReader,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly events: DossierEvents,
  ) {}

  /** @throws AppError access.denied, ente.not_found, dossier.kind_unknown */
  async create(actor: Actor, input: NewDossier): Promise<string> {
    const enteId = input.enteId ?? actor.enteId;
    const role = authorize(actor, 'dossier.create', { suaId: actor.suaId, enteId });
    const kind = this.kinds.require(input.kind);
    // A dossier of the Province itself starts like any other; one of a comune starts with the informal contact.
    const state =
      kind.process.states.find((candidate) => candidate.code === 'CONTATTO') ??
      kind.process.states.find((candidate) => candidate.kind === 'initial');
    if (!state) throw new AppError('dossier.kind_unknown');
    const now = this.clock.now();
    return this.database.transaction(dbContext(actor), async (tx) => {
      const ente = await this.enti.require(tx, enteId);
      const dossier = tx.create(DossierEntity, {
        id: randomUUID(),
        suaId: actor.suaId,
        enteId,
        kindCode: kind.code,
        kindVersion: kind.version,
        codiceAppalto: await this.nextCode(tx, actor.suaId, now.getUTCFullYear()),
        oggetto: input.oggetto,
        state: state.code,
        previousState: null,
        stateSince: now,
        turn: turnOf(kind, state.code),
        blocks: 0,
        errors: 0,
        firstBlock: null,
        scadenzaOfferte: null,
        createdBy: actor.personId,
        createdAt: now,
        updatedAt: now,
      });
      await tx.insert(DossierEntity, dossier);
      await this.audit.record(tx, actor, {
        dossierId: dossier.id,
        suaId: dossier.suaId,
        enteId,
        action: 'dossier.created',
        summary: `Fascicolo ${dossier.codiceAppalto} aperto per ${ente.denominazione}`,
        details: { kind: kind.code, version: kind.version, oggetto: input.oggetto },
        role,
      });
      await this.events.created.emit(tx, { actor, dossier });
      await announce(tx, { topic: 'dossier', dossierId: dossier.id, suaId: dossier.suaId, enteId });
      return dossier.id;
    });
  }

  /** @throws AppError access.denied, dossier.transition_refused (with reasons), dossier.motivation_required */
  async move(actor: Actor, dossierId: string, step: Step): Promise<void> {
    await this.database.transaction(dbContext(actor), async (tx) => {
      const dossier = await tx.findOne(DossierEntity, { where: { id: dossierId }, lock: { mode: 'pessimistic_write' } });
      if (!dossier) throw new AppError('dossier.not_found');
      authorize(actor, 'dossier.move', dossier);
      const kind = this.kinds.require(dossier.kindCode, dossier.kindVersion);
      const facts = await this.facts.gather(tx, dossier);
      const motivation = step.motivation?.trim();
      const decision = applyTransition(kind, {
        state: dossier.state,
        event: step.event,
        actorRoles: actor.roles,
        facts,
        ...(motivation === undefined || motivation.length < minMotivation ? {} : { motivation }),
      });
      if (!decision.ok) {
        const transition = kind.process.transitions.find(
          (candidate) => candidate.event === step.event && candidate.from.includes(dossier.state),
        );
        if (transition?.motivated === true && (motivation ?? '').length < minMotivation) throw new AppError('dossier.motivation_required');
        throw new AppError('dossier.transition_refused', {
          ...(decision.reasons[0] ? { detail: decision.reasons[0].message } : {}),
          details: { reasons: decision.reasons },
        });
      }
      const now = this.clock.now();
      const from = dossier.state;
      const label = (code: string): string => kind.process.states.find((state) => state.code === code)?.label ?? code;
      Object.assign(dossier, { state: decision.to, previousState: from, stateSince: now, turn: turnOf(kind, decision.to), updatedAt: now });
      await tx.save(DossierEntity, dossier);
      await this.audit.record(tx, actor, {
        dossierId,
        suaId: dossier.suaId,
        enteId: dossier.enteId,
        action: `dossier.${decision.event}`,
        summary: `Da «${label(from)}» a «${label(decision.to)}»${motivation === undefined ? '' : `: ${motivation}`}`,
        details: { from, to: decision.to, overridden: decision.overridden, motivation: motivation ?? null, asOf: facts.asOf },
        role: decision.role,
      });
      await this.events.moved.emit(tx, { actor, dossier, from, event: decision.event });
      await announce(tx, { topic: 'dossier', dossierId, suaId: dossier.suaId, enteId: dossier.enteId });
    });
  }

  /** `SUA-PG-2026-000123`: unique per Province, without gaps inside a committed year. */
  private async nextCode(tx: Tx, suaId: string, year: number): Promise<string> {
    const sua = await this.enti.require(tx, suaId);
    const [row] = await tx.query<{ last: number }[]>(
      `insert into dossier_numbers (sua_id, year, last) values ($1, $2, 1)
       on conflict (sua_id, year) do update set last = dossier_numbers.last + 1 returning last`,
      [suaId, year],
    );
    const sigla = (sua.codiceIpa ?? 'p_sua').replace(/^p_/, '').toUpperCase();
    return `SUA-${sigla}-${year}-${String(row?.last ?? 1).padStart(6, '0')}`;
  }
}
