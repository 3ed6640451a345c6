import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { roleNames } from '@gare/domain/access/role-names';
import { type LoadedKind } from '@gare/domain/kinds/kind';
import { type Member } from '@gare/domain/turn/assigning';
import { type DossierEntity } from '@gare/dossiers';
import { Notifier } from '@gare/notifications';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';

/** Tells people that a dossier is theirs now. */
@Injectable()
export class AssignmentNotices {
  constructor(
    private readonly notifier: Notifier,
    private readonly clock: Clock,
  ) {}

  async given(tx: Tx, actor: Actor, { dossier, kind, given }: { dossier: DossierEntity; kind: LoadedKind; given: Member }): Promise<void> {
    await this.notifier.tell(tx, actor, {
      code: 'TURNO.assegnato',
      ...{ dossierId: dossier.id, suaId: dossier.suaId, enteId: dossier.enteId },
      to: { people: [given.personId] },
      title: 'Ti è stato affidato un fascicolo',
      text: `Sul fascicolo ${dossier.codiceAppalto} (${kind.title}) sei ${roleNames[given.role]}.`,
      path: `/fascicoli/${dossier.id}`,
      dedupeKey: `assegnato ${dossier.id} ${given.role} ${this.clock.now().toISOString()}`,
    });
  }
}
