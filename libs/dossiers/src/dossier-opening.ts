import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { canonicalJson } from '@gare/domain/audit/canonical-json';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { EnteReader } from '@gare/identity';
import { Audit, sha256Hex } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { announce } from '@gare/platform/events';
import { ConvenzioneCoverage, type PlannedContract } from './convenzione-coverage.js';
import { DossierCreated } from './dossier-events.js';
import { DossierEntity } from './dossier.entity.js';
import { KindLibrary } from './kind-library.js';
import { DossierTurns } from './dossier-turns.js';

export interface NewDossier {
  /** Of the draft it comes from. */
  clientId?: string | undefined;
  kind: string;
  oggetto: string;
  enteId?: string | undefined;
  /** Type and amount, where they are known already. */
  contratto?: PlannedContract | undefined;
  /** First words to the SUA. */
  question?: string | undefined;
}

/** Opening dossiers. */
@Injectable()
export class DossierOpening {
  constructor(
    private readonly kinds: KindLibrary,
    private readonly enti: EnteReader,
    private readonly coverage: ConvenzioneCoverage,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly created: DossierCreated,
    private readonly turns: DossierTurns,
  ) {}

  /** For whoever has authorised it already. @throws AppError ente.not_found, dossier.kind_unknown, convenzione.not_covering */
  async open(
    tx: Tx,
    actor: Actor,
    input: NewDossier & { readonly id?: string; readonly role: string; readonly state?: string },
  ): Promise<DossierEntity> {
    const { role } = input;
    const enteId = input.enteId ?? actor.enteId;
    const kind = this.kinds.inForce(input.kind, { suaId: actor.suaId, on: toRomeDate(this.clock.now().toISOString()) });
    // A dossier of the Province itself starts like any other; one of a comune starts with the informal contact.
    const state =
      kind.process.states.find((candidate) => candidate.code === input.state) ??
      kind.process.states.find((candidate) => candidate.code === 'CONTATTO') ??
      kind.process.states.find((candidate) => candidate.kind === 'initial');
    if (!state) throw new AppError('dossier.kind_unknown');
    const now = this.clock.now();
    const ente = await this.enti.require(tx, enteId);
    const convenzioneId = await this.coverage.requireToOpen(tx, { kindCode: kind.code, suaId: actor.suaId, enteId }, input.contratto);
    const dossier = tx.create(DossierEntity, {
      id: input.id ?? randomUUID(),
      suaId: actor.suaId,
      enteId,
      convenzioneId,
      kindCode: kind.code,
      kindVersion: kind.version,
      codiceAppalto: await this.nextCode(tx, actor.suaId, now.getUTCFullYear()),
      oggetto: input.oggetto,
      state: state.code,
      previousState: null,
      stateSince: now,
      // Until the turn is derived, in a moment.
      turn: 'NESSUNO',
      blocks: 0,
      errors: 0,
      firstBlock: null,
      scadenzaOfferte: null,
      createdBy: actor.personId,
      createdAt: now,
      updatedAt: now,
    });
    await tx.insert(DossierEntity, dossier);
    await this.turns.refresh(tx, dossier);
    await this.audit.record(tx, actor, {
      dossierId: dossier.id,
      suaId: dossier.suaId,
      enteId,
      action: 'dossier.created',
      summary: `Fascicolo ${dossier.codiceAppalto} aperto per ${ente.denominazione}`,
      details: { kind: kind.code, version: kind.version, oggetto: input.oggetto, contratto: input.contratto ?? null, convenzioneId },
      role,
    });
    await this.created.emit(tx, { actor, dossier, role, question: input.question });
    await announce(tx, { topic: 'dossier', dossierId: dossier.id, suaId: dossier.suaId, enteId });
    return dossier;
  }

  /**
   * The id of the dossier a request opens, and whether it has: what is sent again after a lost answer opens no second one. The id
   * follows from person, body and request, so that nobody can meet the dossier of another; two of the same wait for each other.
   */
  async once(tx: Tx, actor: Actor, request: { readonly clientId?: string | undefined }): Promise<{ id: string; opened: boolean }> {
    if (request.clientId === undefined) return { id: randomUUID(), opened: false };
    const id = uuidOf(sha256Hex(canonicalJson([actor.personId, actor.enteId, request])));
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [id]);
    return { id, opened: await tx.existsBy(DossierEntity, { id }) };
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

/** A hash as a uuid of the version for values one makes oneself (RFC 9562, 8). */
const uuidOf = (hash: string): string =>
  `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
