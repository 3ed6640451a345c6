import { Injectable } from '@nestjs/common';
import { type Reader } from '@gare/platform/database';

/** The term of a dossier that falls first. */
export interface FirstTerm {
  readonly title: string;
  readonly due: string;
}

/** The same in SQL for a dossier `d`, at most one row: what has to be done by a day and still runs or was missed. */
export const firstTermOf = (dossier: string): string =>
  `(select x.title, x.due from (
      select t.title, t.due_on as due from dossier_terms t
      where t.dossier_id = ${dossier}.id and t.due_on is not null and t.met_on is null and t.nature <> 'NON_PRIMA'
        and (t.state = 'IN_CORSO' or (t.state = 'SUPERATO' and t.nature = 'ENTRO'))
      union all
      select 'Scadenza delle offerte', (${dossier}.scadenza_offerte at time zone 'Europe/Rome')::date
      where ${dossier}.scadenza_offerte is not null) x order by x.due, x.title limit 1)`;

/** Which term of a dossier falls first. */
@Injectable()
export class FirstTerms {
  async of(reader: Reader, dossierId: string): Promise<FirstTerm | null> {
    const [row] = await reader.query<FirstTerm[]>(
      `select t.title, t.due::text as due from dossiers d cross join lateral ${firstTermOf('d')} t where d.id = $1`,
      [dossierId],
    );
    return row ?? null;
  }
}
