import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ClauseCounters } from '@gare/clauses';

/** Tells the library of clauses which dossiers have a document in force that was formed from a template with the clause. */
@Injectable()
export class ClauseUse implements OnModuleInit {
  constructor(private readonly counters: ClauseCounters) {}

  onModuleInit(): void {
    this.counters.register('dossiers', async (reader, suaId, clauses) => {
      const rows = await reader.query<{ code: string; count: number }[]>(
        `select c.code, count(distinct d.dossier_id)::int as count
           from unnest($2::text[], $3::text[]) as c(code, document)
           join documents d on d.sua_id = $1 and d.code = c.document
           join document_versions v on v.document_id = d.id and v.version = d.current_version and v.template_code is not null
          group by c.code`,
        [suaId, clauses.flatMap(({ code, documents }) => documents.map(() => code)), clauses.flatMap(({ documents }) => documents)],
      );
      return new Map(rows.map(({ code, count }) => [code, count]));
    });
  }
}
