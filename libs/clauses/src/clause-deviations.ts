import { Injectable } from '@nestjs/common';
import { type Reader } from '@gare/platform/database';
import { standingDeviations } from './clause-parts.js';

/** A text of a clause that a dossier has otherwise than the library, beside the standard text it stands instead of. */
export interface StandingDeviation {
  readonly clause: string;
  readonly title: string;
  readonly isProtected: boolean;
  readonly documents: readonly string[];
  readonly standardText: string;
  readonly changedText: string;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
}

/** The register of deviations, for the features that judge them. */
@Injectable()
export class ClauseDeviations {
  /** Those that stand in a dossier, the first first. */
  async standing(reader: Reader, dossierId: string): Promise<readonly StandingDeviation[]> {
    return (await standingDeviations(reader, dossierId)).map((row) => ({
      ...{ clause: row.clauseCode, title: row.title, isProtected: row.isProtected, documents: row.documents },
      ...{ standardText: row.standardText, changedText: row.changedText, reason: row.reason, by: row.createdByName, at: row.createdAt },
    }));
  }
}
