import { Injectable } from '@nestjs/common';
import { type Reader } from '@gare/platform/database';

/** The term of a dossier that falls first. */
export interface FirstTerm {
  readonly title: string;
  readonly due: string;
}

/** The same in SQL, beside a dossier `d`: columns `title` and `due`, at most one row. */
export const firstTermOf = (dossier: string): string =>
  `(select 'Scadenza delle offerte' as title, (${dossier}.scadenza_offerte at time zone 'Europe/Rome')::date as due
    where ${dossier}.scadenza_offerte is not null)`;

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
