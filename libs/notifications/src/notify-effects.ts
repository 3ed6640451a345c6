import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { type LoadedKind } from '@gare/domain/kinds/kind';
import { dossierPath } from '@gare/domain/notifications/dossier-path';
import { type DossierEntity, DossierMoved, KindLibrary } from '@gare/dossiers';
import { type Tx } from '@gare/platform/database';
import { Notifier } from './notifier.js';

/** What a kind says people are told when a dossier takes a step (NOTIFY effects) becomes notices. */
@Injectable()
export class NotifyEffects implements OnModuleInit {
  constructor(
    private readonly moved: DossierMoved,
    private readonly kinds: KindLibrary,
    private readonly notifier: Notifier,
  ) {}

  onModuleInit(): void {
    this.moved.on((tx, { actor, dossier, from, event }) => this.tell(tx, actor, { dossier, from, event }));
  }

  private async tell(
    tx: Tx,
    actor: Actor,
    { dossier, from, event }: { dossier: DossierEntity; from: string; event: string },
  ): Promise<void> {
    const kind = this.kinds.require(dossier.kindCode, dossier.kindVersion);
    const step = kind.process.transitions.find((candidate) => candidate.event === event && candidate.from.includes(from));
    const state = kind.process.states.find(({ code }) => code === dossier.state)?.label ?? dossier.state;
    for (const [index, effect] of (step?.effects ?? []).entries()) {
      if (effect.type !== 'NOTIFY') continue;
      await this.notifier.tell(tx, actor, {
        code: dossier.kindCode.startsWith('CONVENZIONE') ? `CONVENZIONE.${event}` : `PASSO.${event}`,
        dossierId: dossier.id,
        suaId: dossier.suaId,
        enteId: dossier.enteId,
        to: { roles: byParty(kind, effect.roles) },
        title: `${dossier.codiceAppalto}: ${state}`,
        text: effect.text,
        path: dossierPath(dossier),
        dedupeKey: `passo:${dossier.id}:${dossier.stateSince.toISOString()}:${event}:${index}`,
      });
    }
  }
}

function byParty(kind: LoadedKind, codes: readonly string[]): { party: 'COMUNE' | 'SUA'; codes: readonly string[] }[] {
  const partyOf = (code: string): 'COMUNE' | 'SUA' => {
    const role = kind.roles.find((candidate) => candidate.code === code);
    const party = kind.parties.find((candidate) => candidate.code === role?.party);
    return party?.bodyType.includes('COMUNE') === true ? 'COMUNE' : 'SUA';
  };
  return (['COMUNE', 'SUA'] as const)
    .map((party) => ({ party, codes: codes.filter((code) => partyOf(code) === party) }))
    .filter((group) => group.codes.length > 0);
}
