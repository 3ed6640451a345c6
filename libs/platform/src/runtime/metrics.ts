import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { Database, systemContext } from '../database/index.js';

/** Prometheus figures of one process; `/metrics` of the api also tells the state of all jobs. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  readonly requests = new Histogram({
    name: 'gare_http_request_seconds',
    help: 'Duration of HTTP requests by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });
  readonly problems = new Counter({
    name: 'gare_problems_total',
    help: 'Errors answered, by code of the error table',
    labelNames: ['code'],
    registers: [this.registry],
  });

  constructor(database: Database) {
    collectDefaultMetrics({ register: this.registry, prefix: 'gare_' });
    new Gauge({
      name: 'gare_jobs',
      help: 'Background jobs by status; unsent ones wait in the outbox',
      labelNames: ['status'],
      registers: [this.registry],
      async collect() {
        const rows = await database.read(systemContext, (reader) =>
          reader.query<{ status: string; count: number }[]>(
            `select case when status = 'queued' and sent_at is null then 'unsent' else status end as status, count(*)::int from jobs group by 1`,
          ),
        );
        this.reset();
        for (const row of rows) this.set({ status: row.status }, row.count);
      },
    });
  }
}
