import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { mailStates } from '@gare/domain/notifications/mail-state';
import { Database, systemContext } from '@gare/platform/database';
import { Metrics } from '@gare/platform/runtime';

/** E-mails by what became of them, for the operators: refused and uncertain ones wait for somebody. */
@Injectable()
export class MailMetrics {
  constructor(metrics: Metrics, database: Database) {
    new Gauge({
      name: 'gare_mail_messages',
      help: 'E-mails of a Province by state; RIFIUTATO and INCERTO are not sent again by themselves',
      labelNames: ['sua', 'state'],
      registers: [metrics.registry],
      async collect() {
        const provinces = await database.read(systemContext, (reader) =>
          reader.query<{ id: string }[]>('select id from enti where id = sua_id order by id'),
        );
        this.reset();
        for (const { id: suaId } of provinces) {
          const rows = await database.read({ scope: 'sua', suaId }, (reader) =>
            reader.query<{ state: string; count: number }[]>(
              'select state, count(*)::int from mail_messages where sua_id = $1 group by 1',
              [suaId],
            ),
          );
          for (const state of mailStates) this.set({ sua: suaId, state }, rows.find((row) => row.state === state)?.count ?? 0);
        }
      },
    });
  }
}
