import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Seat } from '@gare/domain/calendar/holidays';
import { type LegalParameter } from '@gare/domain/law/parameters';
import { bundledRows } from '@gare/domain/law/register';
import { SuaStanding } from '@gare/law';
import { type Reader } from '@gare/platform/database';

/** What terms are counted with in a Province. */
export interface TermLaw {
  readonly rows: readonly LegalParameter[];
  /** The seat of the SUA, where offers are received and acts are made. */
  readonly seat: Seat;
  /** Stands for all of it: with another mark terms have to be worked out anew. */
  readonly mark: string;
}

/** The rows of the release: a new one may bring other rows. */
const release = createHash('sha256').update(JSON.stringify(bundledRows)).digest('hex').slice(0, 16);

/** Rows of the law and calendar of the seat. */
@Injectable()
export class TermLawReader {
  constructor(private readonly sua: SuaStanding) {}

  async of(reader: Reader, suaId: string): Promise<TermLaw> {
    return { ...(await this.sua.law(reader, suaId)), mark: `${release} ${await this.sua.mark(reader, suaId)}` };
  }
}
