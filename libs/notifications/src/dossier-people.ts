import { Injectable } from '@nestjs/common';
import { type Reader } from '@gare/platform/database';

/** Who would be told by role, before assignments and absences have been heard. */
export interface PeopleQuestion {
  readonly suaId: string;
  /** The body of the matter; null where it concerns the Province alone. */
  readonly enteId: string | null;
  readonly dossierId: string | null;
  readonly asOf: string;
  /** Roles asked for; none where people are named. */
  readonly codes: readonly string[];
  /** Ids of those who hold them. */
  readonly people: readonly string[];
}

/** The people it really concerns: of several with a role those assigned, in place of who is absent whoever stands in. Read with the eyes of the Province. */
export type DossierPeopleSource = (reader: Reader, question: PeopleQuestion) => Promise<readonly string[]>;

/** A later feature knows assignments, absences and substitutes, and narrows here whom a notice is for. */
@Injectable()
export class DossierPeople {
  private readonly sources = new Map<string, DossierPeopleSource>();

  register(name: string, source: DossierPeopleSource): void {
    this.sources.set(name, source);
  }

  async narrow(reader: Reader, question: PeopleQuestion): Promise<readonly string[]> {
    let people = question.people;
    for (const source of this.sources.values()) people = await source(reader, { ...question, people });
    // Where whoever was given it holds the role no more, all who hold it are told rather than nobody.
    return people.length === 0 ? question.people : people;
  }
}
