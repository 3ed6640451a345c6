import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ClauseCounters } from '@gare/clauses';

/** Tells the library of clauses how many failing checks cite a document that a clause goes into. */
@Injectable()
export class ClauseFailures implements OnModuleInit {
  constructor(private readonly counters: ClauseCounters) {}

  onModuleInit(): void {
    this.counters.register('failingChecks', async (reader, suaId, clauses) => {
      const rows = await reader.query<{ document: string; count: number }[]>(
        `select cited.document, count(*)::int as count
           from (select distinct r.dossier_id, r.check_id, e ->> 'documentCode' as document
                   from check_results r cross join lateral jsonb_array_elements(r.evidence) e
                  where r.sua_id = $1 and r.status = 'KO' and not r.stale) cited
          where cited.document is not null
          group by cited.document`,
        [suaId],
      );
      const failing = new Map(rows.map(({ document, count }) => [document, count]));
      return new Map(
        clauses.map(({ code, documents }) => [code, documents.reduce((sum, document) => sum + (failing.get(document) ?? 0), 0)]),
      );
    });
  }
}
