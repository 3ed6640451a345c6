import { Injectable, type OnModuleInit } from '@nestjs/common';
import { addWorkingDays, workingDaysBetween } from '@gare/domain/calendar/day-counting';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { dossierPath } from '@gare/domain/notifications/dossier-path';
import { DossierEntity, DossierStayEntity } from '@gare/dossiers';
import { type Reader } from '@gare/platform/database';
import { Patience } from './patience.js';
import { ReminderSources, type ReminderDue } from './reminder-sources.js';

interface Waiting {
  readonly stay: DossierStayEntity;
  readonly dossier: DossierEntity;
}

/** Dossiers that have waited on the same party for longer than the Province thinks right; while the clock stands still none has. */
@Injectable()
export class LongTurns implements OnModuleInit {
  constructor(
    private readonly sources: ReminderSources,
    private readonly patience: Patience,
  ) {}

  onModuleInit(): void {
    this.sources.register('turni', (reader, suaId, today) => this.due(reader, suaId, today));
  }

  private async due(reader: Reader, suaId: string, today: string): Promise<readonly ReminderDue[]> {
    const rows = await reader
      .createQueryBuilder(DossierStayEntity, 'stay')
      .where(`stay.sua_id = :suaId and stay.to_at is null and not stay.clock_stopped and stay.waits_party in ('COMUNE', 'SUA')`, { suaId })
      .getMany();
    const dossiers = await reader
      .createQueryBuilder(DossierEntity, 'd')
      .where('d.id = any (:ids)', { ids: rows.map(({ dossierId }) => dossierId) })
      .getMany();
    const byId = new Map(dossiers.map((dossier) => [dossier.id, dossier]));
    const limits = new Map<string, Awaited<ReturnType<Patience['withTurn']>>>();
    const found: ReminderDue[] = [];
    for (const stay of rows) {
      const dossier = byId.get(stay.dossierId);
      if (dossier === undefined) continue;
      const enteId = stay.waitsEnteId ?? suaId;
      const { patience, seat } = limits.get(enteId) ?? (await this.patience.withTurn(reader, { suaId, enteId, today }));
      limits.set(enteId, { patience, seat });
      const since = toRomeDate(stay.waitsSince.toISOString());
      if (workingDaysBetween(since, today, seat) <= patience) continue;
      found.push(reminderOf({ stay, dossier }, addWorkingDays(since, patience, seat)));
    }
    return found;
  }
}

function reminderOf({ stay, dossier }: Waiting, dueOn: string): ReminderDue {
  const { dossierId, suaId, enteId, waitsSince, waitsPersonId, waitsRole, reason } = stay;
  const party = stay.waitsParty === 'COMUNE' ? 'COMUNE' : 'SUA';
  const office = party === 'COMUNE' ? 'RUP_COMUNE' : 'RUP_SUA';
  return {
    key: `${dossierId}:${waitsSince.toISOString()}`,
    ...{ dossierId, suaId, enteId, dueOn, party, waitSince: toRomeDate(waitsSince.toISOString()) },
    to: waitsPersonId === null ? { roles: [{ party, codes: [waitsRole ?? office] }] } : { people: [waitsPersonId] },
    title: `${dossier.codiceAppalto}: in attesa da molto`,
    text: reason,
    path: dossierPath(dossier),
  };
}
