import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { systemAsActor } from '@gare/domain/access/actor';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { type TermReminder } from '@gare/domain/convenzione/terms-calendar';
import { dossierPath } from '@gare/domain/notifications/dossier-path';
import { type DossierEntity } from '@gare/dossiers';
import { Notifier } from '@gare/notifications';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { announce } from '@gare/platform/events';

/** Who answers for a convenzione on either side, and who keeps it. */
const answering = [
  { party: 'COMUNE', codes: ['DIR_COMUNE', 'SEG_COM'] },
  { party: 'SUA', codes: ['DIR_SUA', 'FUNZ_SUA'] },
] as const;

/** Gives the reminders of the terms of a convenzione: in its history, and to the people who answer for it. */
@Injectable()
export class ConvenzioneReminders {
  constructor(
    private readonly audit: Audit,
    private readonly notifier: Notifier,
    private readonly clock: Clock,
  ) {}

  /** Once each, whoever gives it at the same moment. */
  async give(tx: Tx, dossier: DossierEntity, { term, on, daysBefore, title }: TermReminder): Promise<void> {
    const { id: dossierId, suaId, enteId } = dossier;
    const now = this.clock.now();
    const fresh = await tx.query<unknown[]>(
      `insert into convenzione_reminders (dossier_id, term, due_on, sua_id, ente_id, days_before, title, given_on, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning term`,
      [dossierId, term, on, suaId, enteId, daysBefore, title, toRomeDate(now.toISOString()), now],
    );
    if (fresh.length === 0) return;
    const actor = systemAsActor(suaId, randomUUID());
    await this.audit.record(tx, actor, {
      ...{ dossierId, suaId, enteId },
      action: 'convenzione.reminder',
      summary: title,
      details: { term, dueOn: on, daysBefore },
      role: 'SISTEMA',
    });
    await this.notifier.tell(tx, actor, {
      ...{ code: 'CONVENZIONE.scadenza', dossierId, suaId, enteId, title: 'Scadenza della convenzione', text: title },
      to: { roles: answering },
      path: dossierPath(dossier),
      dedupeKey: `convenzione:${dossierId}:${term}:${on}`,
    });
    await announce(tx, { topic: 'dossier', dossierId, suaId, enteId });
  }
}
