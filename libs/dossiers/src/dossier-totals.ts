import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type listDossiers } from '@gare/contracts/dossiers';
import { actsForSua, type Actor } from '@gare/domain/access/actor';
import { type Reader } from '@gare/platform/database';
import { DossierCountEntity } from './dossier-count.entity.js';
import { countedFilters, listedKinds, otherFilters, soonFrom, type Listed, type ListQuery } from './dossier-filter.js';
import { DossierEntity } from './dossier.entity.js';

type Counters = z.output<NonNullable<typeof listDossiers.response>>['counts'];

/** How many dossiers there are, from the counts that are kept where they can tell, from the dossiers themselves where not. */
@Injectable()
export class DossierTotals {
  /** Dossiers that pass the filters of a query. */
  async ofQuery(reader: Reader, { whole, condition }: Listed, query: ListQuery, now: Date): Promise<number> {
    const others = otherFilters(query, now);
    const isKept = whole && others.length === 0;
    const builder = isKept
      ? reader.createQueryBuilder(DossierCountEntity, 'd').select('coalesce(sum(d.dossiers), 0)::int', 'total')
      : reader.createQueryBuilder(DossierEntity, 'd').select('count(*)::int', 'total');
    const blocked = isKept ? 'd.blocked' : '(d.blocks > 0)';
    for (const { sql, values } of [condition, ...countedFilters(query, blocked), ...others]) builder.andWhere(sql, values);
    return (await builder.getRawOne<{ total: number }>())?.total ?? 0;
  }

  /** The counters above the list, whatever its filters. */
  async counters(reader: Reader, actor: Actor, { whole, condition }: Listed, now: Date): Promise<Counters> {
    const [number, blocked] = whole ? ['sum(d.dossiers)', 'd.blocked'] : ['count(*)', 'd.blocks > 0'];
    const kept = (whole ? reader.createQueryBuilder(DossierCountEntity, 'd') : reader.createQueryBuilder(DossierEntity, 'd'))
      .select(`coalesce(${number}, 0)::int`, 'all')
      .addSelect(`coalesce(${number} filter (where d.turn = :mine), 0)::int`, 'mine')
      .addSelect(`coalesce(${number} filter (where ${blocked}), 0)::int`, 'blocked')
      .setParameter('mine', actsForSua(actor) ? 'SUA' : 'COMUNE');
    const near = reader
      .createQueryBuilder(DossierEntity, 'd')
      .select('count(*)::int', 'dueSoon')
      .where('d.scadenza_offerte between :from and :to', soonFrom(now));
    for (const { sql, values } of [condition, listedKinds]) {
      kept.andWhere(sql, values);
      near.andWhere(sql, values);
    }
    const sums = await kept.getRawOne<Omit<Counters, 'dueSoon'>>();
    const soon = await near.getRawOne<Pick<Counters, 'dueSoon'>>();
    return { all: sums?.all ?? 0, mine: sums?.mine ?? 0, blocked: sums?.blocked ?? 0, dueSoon: soon?.dueSoon ?? 0 };
  }
}
