import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { completedMatrix, type DelegatedFunction } from '@gare/domain/access/default-matrix';
import { decideOnDossier, type DossierAccess } from '@gare/domain/access/dossier-access';
import { type RoleCode } from '@gare/domain/access/permissions';
import { type ResponsibilityMatrix } from '@gare/domain/access/responsibility-matrix';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { mayContinue } from '@gare/domain/convenzione/coverage';
import { asksDeclaration, holdersOf, matrixOfKind, matrixOfOwnTender, standingOf, tenderKind } from '@gare/domain/kinds/kind-access';
import { ConvenzioneReader } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { type Reader, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { ActorOnDossier } from './actor-on-dossier.js';
import { lastDeclarations } from './last-declarations.js';
import { DossierEntity } from './dossier.entity.js';
import { DossierReader } from './dossier.reader.js';
import { KindLibrary } from './kind-library.js';

type Subject = Pick<DossierEntity, 'id' | 'suaId' | 'enteId' | 'convenzioneId' | 'kindCode' | 'kindVersion' | 'state' | 'previousState'>;
type Agreement = Pick<DossierAccess, 'matrice' | 'convenzione'>;

const noConvenzione = {
  prosegue: false,
  motivo: 'Fra l’ente e la SUA non c’è una convenzione: il fascicolo non prosegue. Presenta la richiesta di adesione.',
} as const;

/** Everything that decides who may what on a dossier, from one snapshot: at most three queries beside the dossier itself. */
@Injectable()
export class DossierAccessReader {
  constructor(
    private readonly dossiers: DossierReader,
    private readonly kinds: KindLibrary,
    private readonly convenzioni: ConvenzioneReader,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError dossier.not_found, also for a dossier that is not in sight */
  async open(reader: Reader, actor: Actor, dossierId: string): Promise<ActorOnDossier> {
    return this.before(reader, actor, await this.dossiers.require(reader, dossierId));
  }

  /**
   * The same with the row of the dossier locked until the end of the transaction. Whoever may only read it gets it unlocked: no
   * permission that writes the row is theirs.
   * @throws AppError dossier.not_found
   */
  async hold(tx: Tx, actor: Actor, dossierId: string): Promise<ActorOnDossier> {
    const held = await tx.findOne(DossierEntity, { where: { id: dossierId }, lock: { mode: 'pessimistic_write' } });
    return held ? this.before(tx, actor, held) : this.open(tx, actor, dossierId);
  }

  async before(reader: Reader, actor: Actor, dossier: DossierEntity): Promise<ActorOnDossier> {
    const kind = this.kinds.require(dossier.kindCode, dossier.kindVersion);
    return new ActorOnDossier(actor, dossier, kind, await this.read(reader, actor, dossier));
  }

  /** May the actor open a dossier of the kind for the body? @returns the role that allows it @throws AppError access.denied */
  async requireToCreate(reader: Reader, actor: Actor, { kindCode, enteId }: { kindCode: string; enteId: string }): Promise<RoleCode> {
    const kind = this.kinds.inForce(kindCode, { suaId: actor.suaId, on: this.today() });
    const state = kind.process.states.find((candidate) => candidate.kind === 'initial')?.code ?? '';
    const nothing = { id: randomUUID(), convenzioneId: null, previousState: null };
    const access = await this.read(reader, actor, { ...nothing, state, enteId, suaId: actor.suaId, kindCode, kindVersion: kind.version });
    // By role alone: whether a convenzione lets it open is a question of its own, with an answer of its own.
    const decision = decideOnDossier(actor, 'dossier.create', { ...access, convenzione: null });
    if (decision.allowed) return decision.role;
    throw new AppError('access.denied', { detail: decision.reason, details: { code: decision.code, permission: 'dossier.create' } });
  }

  /** What the policy of a dossier asks for. */
  async read(reader: Reader, actor: Actor, dossier: Subject): Promise<DossierAccess> {
    const kind = this.kinds.require(dossier.kindCode, dossier.kindVersion);
    const { fase, pubblicato, aperti } = standingOf(kind, dossier);
    const [conflitto, agreement] = await Promise.all([
      asksDeclaration(kind) ? this.declaration(reader, actor, dossier.id) : ('NON_RICHIESTO' as const),
      this.agreement(reader, dossier, pubblicato),
    ]);
    return {
      dossierId: dossier.id,
      suaId: dossier.suaId,
      enteId: dossier.enteId,
      coparti: [],
      asOf: this.today(),
      ...{ fase, pubblicato, aperti },
      titolari: holdersOf(kind),
      conflitto,
      ruoliScaduti: [],
      incarico: actor.grants?.find((grant) => grant.dossierId === dossier.id) ?? null,
      ...agreement,
    };
  }

  /** One declares for the body one works for; a conflict is one's own, whatever the body. */
  private async declaration(reader: Reader, { personId, enteId }: Actor, dossierId: string): Promise<DossierAccess['conflitto']> {
    const last = await lastDeclarations(reader, dossierId).andWhere('d.person_id = :personId', { personId }).getMany();
    if (last.some(({ answer }) => answer === 'PRESENTE')) return 'PRESENTE';
    return last.find(({ actingEnteId }) => actingEnteId === enteId)?.answer ?? 'NON_DICHIARATO';
  }

  /** The matrix, and whether the convenzione lets the dossier go on. */
  private async agreement(reader: Reader, dossier: Subject, bandoTrasmesso: boolean): Promise<Agreement> {
    const kind = this.kinds.require(dossier.kindCode, dossier.kindVersion);
    if (dossier.kindCode !== tenderKind) return { matrice: matrixOfKind(kind, []), convenzione: null };
    if (dossier.enteId === dossier.suaId) return { matrice: matrixOfOwnTender(kind), convenzione: null };
    const row = await this.convenzioni.under(reader, dossier);
    if (row === null) return { matrice: matrixOfKind(kind, []), convenzione: noConvenzione };
    const functions = row.funzioniSvolte.filter(isDelegated);
    const matrice: ResponsibilityMatrix = completedMatrix(row.matrice ?? {}, matrixOfKind(kind, functions));
    return { matrice, convenzione: mayContinue(row, { bandoTrasmesso, asOf: this.today() }) };
  }

  private today(): string {
    return toRomeDate(this.clock.now().toISOString());
  }
}

const isDelegated = (code: string): code is DelegatedFunction => ['1', '2', '3', '4'].includes(code);
