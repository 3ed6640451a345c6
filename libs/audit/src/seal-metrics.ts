import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { Clock } from '@gare/platform/clock';
import { Database, systemContext } from '@gare/platform/database';
import { Metrics } from '@gare/platform/runtime';

/** A late seal, for the operators: 1 in the first minutes of a day, more only where sealing does not work. */
@Injectable()
export class SealMetrics {
  constructor(metrics: Metrics, database: Database, clock: Clock) {
    new Gauge({
      name: 'gare_audit_unsealed_days',
      help: 'Days that have ended since the last audit seal of a Province; a Province never sealed is not shown',
      labelNames: ['sua'],
      registers: [metrics.registry],
      async collect() {
        const rows = await database.read(systemContext, (reader) =>
          reader.query<{ sua: string; day: string }[]>('select sua_id as sua, max(day)::text as day from audit_seals group by sua_id'),
        );
        const today = Date.parse(toRomeDate(clock.now().toISOString()));
        this.reset();
        for (const { sua, day } of rows) this.set({ sua }, (today - Date.parse(day)) / 86_400_000 - 1);
      },
    });
  }
}
