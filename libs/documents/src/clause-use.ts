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
           from documents d
           join document_versions v on v.document_id = d.id and v.version = d.current_version
           cross join lateral jsonb_array_elements(case when jsonb_typeof(v.template_parts) = 'array' then v.template_parts else '[]' end) part
           join unnest($2::text[], $3::text[]) as c(code, name) on c.name = part ->> 'name'
          where d.sua_id = $1
          group by c.code`,
        [suaId, clauses.flatMap(({ code, names }) => names.map(() => code)), clauses.flatMap(({ names }) => names)],
      );
      return new Map(rows.map(({ code, count }) => [code, count]));
    });
  }
}
