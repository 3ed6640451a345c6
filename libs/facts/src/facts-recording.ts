import { Injectable, type OnModuleInit } from '@nestjs/common';
import { VersionFormed, type VersionFormedEvent } from '@gare/documents';
import { type Tx } from '@gare/platform/database';

/** Keeps with every generated version what it was formed from and where each value stands. */
@Injectable()
export class FactsRecording implements OnModuleInit {
  constructor(private readonly formed: VersionFormed) {}

  onModuleInit(): void {
    this.formed.on((tx, event) => record(tx, event));
  }
}

/** In two statements: a disciplinare has some hundred places. */
async function record(tx: Tx, { versionId, dossierId, suaId, enteId, values, printed }: VersionFormedEvent): Promise<void> {
  const owner = [versionId, dossierId, suaId, enteId];
  await tx.query('insert into version_facts (document_version_id, dossier_id, sua_id, ente_id, "values") values ($1, $2, $3, $4, $5)', [
    ...owner,
    values,
  ]);
  const places = printed.flatMap(({ fields, part, paragraph, line, column, text, origin }) =>
    fields.map(({ path, instance }) => ({ field: path, instance, part, paragraph, line, start: column, text, origin })),
  );
  await tx.query(
    `insert into fact_places (document_version_id, position, dossier_id, sua_id, ente_id, field, instance, part, paragraph, line, start, text, origin)
     select $1, ordinality - 1, $2, $3, $4, (place ->> 'field'), (place ->> 'instance'), (place ->> 'part'), (place ->> 'paragraph')::int,
       (place ->> 'line')::int, (place ->> 'start')::int, (place ->> 'text'), (place ->> 'origin')
     from jsonb_array_elements($5) with ordinality as given (place, ordinality)`,
    [...owner, JSON.stringify(places)],
  );
}
