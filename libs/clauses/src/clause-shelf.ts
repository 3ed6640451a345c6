import { Injectable } from '@nestjs/common';
import { type Clause } from '@gare/domain/clauses/clause';
import { covers } from '@gare/domain/clauses/clause-validity';
import { type Reader } from '@gare/platform/database';
import { ClauseVersionEntity } from './clause-version.entity.js';
import { ReleaseClauses } from './release-clauses.js';

/** A clause in force on some day for some Province. */
export interface ClauseInForce {
  readonly clause: Clause;
  readonly origin: 'RELEASE' | 'SUA';
  /** As documents name it: `1.0.0` of the release, `n. 2` of the Province. */
  readonly version: string;
}

/** The name people and documents give a version of the Province. */
export const versionName = ({ ordinal }: Pick<ClauseVersionEntity, 'ordinal'>): string => `n. ${ordinal}`;

export const clauseOf = ({ code, validFrom, validTo, content }: ClauseVersionEntity): Clause => ({ code, validFrom, validTo, ...content });

/** Which clauses are in force: those of the release, over which a Province lays its own. */
@Injectable()
export class ClauseShelf {
  constructor(private readonly release: ReleaseClauses) {}

  /** The versions of the Province by clause and ordinal; with a code those of that clause. */
  versions(reader: Reader, suaId: string, code?: string): Promise<ClauseVersionEntity[]> {
    return reader.find(ClauseVersionEntity, {
      where: { suaId, ...(code === undefined ? {} : { code }) },
      order: { code: 'ASC', ordinal: 'ASC' },
    });
  }

  /** Published versions of the Province in force on a day, by code. */
  async own(reader: Reader, suaId: string, day: string): Promise<ReadonlyMap<string, ClauseInForce>> {
    const rows = await reader
      .createQueryBuilder(ClauseVersionEntity, 'v')
      .where(`v.sua_id = :suaId and v.state = 'PUBBLICATA'`, { suaId })
      .andWhere('v.valid_from <= :day and (v.valid_to is null or v.valid_to >= :day)', { day })
      .getMany();
    return new Map(rows.map((row) => [row.code, { clause: clauseOf(row), origin: 'SUA', version: versionName(row) }]));
  }

  /** Every clause in force on a day (`YYYY-MM-DD`, Europe/Rome), by code in order. */
  async inForce(reader: Reader, suaId: string, day: string): Promise<ReadonlyMap<string, ClauseInForce>> {
    const own = await this.own(reader, suaId, day);
    const all = new Map<string, ClauseInForce>();
    for (const { clause, version } of this.release.all())
      if (covers({ from: clause.validFrom, to: clause.validTo }, day)) all.set(clause.code, { clause, origin: 'RELEASE', version });
    for (const [code, one] of own) all.set(code, one);
    return new Map([...all].sort(([left], [right]) => (left < right ? -1 : 1)));
  }
}
