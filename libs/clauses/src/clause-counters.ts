import { Injectable } from '@nestjs/common';
import { type Reader } from '@gare/platform/database';

/** Whose clauses are counted: the names templates include them by, under the code of each clause, with its documents. */
export interface CountedClause {
  readonly code: string;
  readonly names: readonly string[];
  readonly documents: readonly string[];
}

/** A number for each clause code; a clause that is not there counts nothing. */
type Count = (reader: Reader, suaId: string, clauses: readonly CountedClause[]) => Promise<ReadonlyMap<string, number>>;

/** What later features count of clauses: documents know who uses them, checks what fails where they stand. */
@Injectable()
export class ClauseCounters {
  private readonly counts = new Map<'dossiers' | 'failingChecks', Count>();

  register(what: 'dossiers' | 'failingChecks', count: Count): void {
    this.counts.set(what, count);
  }

  async of(
    reader: Reader,
    suaId: string,
    clauses: readonly CountedClause[],
  ): Promise<(code: string) => { dossiers: number; failingChecks: number }> {
    const none = new Map<string, number>();
    const dossiers = (await this.counts.get('dossiers')?.(reader, suaId, clauses)) ?? none;
    const failing = (await this.counts.get('failingChecks')?.(reader, suaId, clauses)) ?? none;
    return (code) => ({ dossiers: dossiers.get(code) ?? 0, failingChecks: failing.get(code) ?? 0 });
  }
}
