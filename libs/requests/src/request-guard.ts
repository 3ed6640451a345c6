import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { answeringEvent, askingEvent, resumingEvent } from '@gare/domain/requests/round';
import { DossierMoved, KindLibrary, type DossierEntity } from '@gare/dossiers';
import { type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { PendingRequests, requireAllAnswered } from './pending-request.js';
import { RequestEndings } from './request-endings.js';

/**
 * No step of a kind goes past a request: the one that asks is taken with what is asked and never without, the one that hands in waits
 * for an answer to every point, others wait for the request to end. It listens in the transaction of the step: what it refuses has not
 * happened.
 */
@Injectable()
export class RequestGuard implements OnModuleInit {
  /** Transactions in which the requests themselves take the step. */
  private readonly carrying = new WeakSet<Tx>();

  constructor(
    private readonly moved: DossierMoved,
    private readonly kinds: KindLibrary,
    private readonly pending: PendingRequests,
    private readonly endings: RequestEndings,
  ) {}

  onModuleInit(): void {
    this.moved.on((tx, { actor, dossier, event }) => this.check(tx, { actor, dossier, event }));
  }

  /** The step of this transaction carries a request with it, or its end. */
  carry(tx: Tx): void {
    this.carrying.add(tx);
  }

  private async check(tx: Tx, { actor, dossier, event }: { actor: Actor; dossier: DossierEntity; event: string }): Promise<void> {
    if (this.carrying.has(tx)) return;
    if (event === askingEvent) throw new AppError('integration.content_required');
    if (event === resumingEvent) throw new AppError('integration.close_first');
    const request = await this.pending.of(tx, dossier.id);
    if (request === null || this.isPause(dossier)) return;
    const role = actor.roles[0] ?? null;
    if (this.isOver(dossier)) {
      await this.endings.closed(tx, {
        actor,
        role,
        dossier,
        request,
        esito: `il fascicolo è passato a «${this.stateOf(dossier)?.label ?? dossier.state}»`,
      });
      return;
    }
    if (event !== answeringEvent) throw new AppError('integration.pending');
    const followed = await this.pending.follow(tx, dossier);
    requireAllAnswered(followed?.points ?? []);
    await this.endings.answered(tx, { actor, role, dossier, request, esito: null }, followed?.points ?? []);
  }

  /** Suspended, or taken up again from there: the request waits as the dossier does. */
  private isPause(dossier: DossierEntity): boolean {
    const { kindCode, kindVersion, previousState } = dossier;
    const before = this.stateOf({ kindCode, kindVersion, state: previousState ?? '' });
    return [this.stateOf(dossier), before].some((state) => state?.access?.phase === 'SOSPESO');
  }

  /** It has left the process, for good or to begin again. */
  private isOver(dossier: DossierEntity): boolean {
    const kind = this.stateOf(dossier)?.kind;
    return kind === 'final' || kind === 'side';
  }

  private stateOf({ kindCode, kindVersion, state }: Pick<DossierEntity, 'kindCode' | 'kindVersion' | 'state'>): ReturnType<typeof find> {
    return find(this.kinds, { kindCode, kindVersion, state });
  }
}

const find = (kinds: KindLibrary, { kindCode, kindVersion, state }: { kindCode: string; kindVersion: string; state: string }) =>
  kinds.require(kindCode, kindVersion).process.states.find(({ code }) => code === state);
