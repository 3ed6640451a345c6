import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { addDays } from '@gare/domain/calendar/day-counting';
import { longestLead, termReminder } from '@gare/domain/terms/reminders';
import { DossierEntity } from '@gare/dossiers';
import { ReminderSources, type ReminderDue } from '@gare/notifications';
import { type Reader } from '@gare/platform/database';
import { DossierTermsReader } from './dossier-terms.reader.js';

const ofSua = { party: 'SUA', codes: ['RUP_SUA', 'FUNZ_SUA'] } as const;
const ofComune = { party: 'COMUNE', codes: ['RUP_COMUNE'] } as const;

/** Tells the notifications which terms are near or were missed: whoever has the turn, for a term of the law also the SUA. */
@Injectable()
export class TermReminders implements OnModuleInit {
  constructor(
    private readonly sources: ReminderSources,
    private readonly terms: DossierTermsReader,
  ) {}

  onModuleInit(): void {
    this.sources.register('terms', (reader, suaId, today) => this.due(reader, suaId, today));
  }

  private async due(reader: Reader, suaId: string, today: string): Promise<readonly ReminderDue[]> {
    const rows = await this.terms.running(reader, suaId, addDays(today, longestLead));
    const dossiers = await reader.findBy(DossierEntity, { id: In([...new Set(rows.map(({ dossierId }) => dossierId))]) });
    const byId = new Map(dossiers.map((dossier) => [dossier.id, dossier]));
    return rows.flatMap((row) => {
      const dossier = byId.get(row.dossierId);
      const reminder = termReminder(row, today);
      if (dossier === undefined || reminder === null) return [];
      const party = dossier.turn === 'COMUNE' ? ('COMUNE' as const) : ('SUA' as const);
      const roles = party === 'SUA' ? [ofSua] : row.clock === 'LEGAL' ? [ofComune, ofSua] : [ofComune];
      return [
        {
          key: `${row.dossierId}:${row.code}:${row.dueOn}:${reminder.kind}`,
          ...{ dossierId: row.dossierId, suaId, enteId: row.enteId, dueOn: row.dueOn, to: { roles }, party },
          ofWait: row.clock === 'SLA',
          ...{ title: reminder.title, text: reminder.text, path: `/fascicoli/${row.dossierId}/termini` },
        },
      ];
    });
  }
}
