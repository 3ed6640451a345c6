import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type listDossiers } from '@gare/contracts/dossiers';
import { actsForSua, type Actor } from '@gare/domain/access/actor';
import { type Reader } from '@gare/platform/database';
import { DossierCountEntity } from './dossier-count.entity.js';
import { countedFilters, listedKinds, otherFilters, ownList, soonFrom, type ListQuery } from './dossier-filter.js';
import { DossierEntity } from './dossier.entity.js';

type Counters = z.output<NonNullable<typeof listDossiers.response>>['counts'];

/** How many dossiers there are, from the counts that are kept where they can tell, from the dossiers themselves where not. */
@Injectable()
export class DossierTotals {
  /** Dossiers that pass the filters of a query. */
  async ofQuery(reader: Reader, actor: Actor, query: ListQuery, now: Date): Promise<number> {
    const others = otherFilters(query, now);
    const builder =
      others.length === 0
        ? reader.createQueryBuilder(DossierCountEntity, 'd').select('coalesce(sum(d.dossiers), 0)::int', 'total')
        : reader.createQueryBuilder(DossierEntity, 'd').select('count(*)::int', 'total');
    const blocked = others.length === 0 ? 'd.blocked' : '(d.blocks > 0)';
    for (const { sql, values } of [ownList(actor), ...countedFilters(query, blocked), ...others]) builder.andWhere(sql, values);
    return (await builder.getRawOne<{ total: number }>())?.total ?? 0;
  }

  /** The counters above the list, whatever its filters. */
  async counters(reader: Reader, actor: Actor, now: Date): Promise<Counters> {
    const kept = reader
      .createQueryBuilder(DossierCountEntity, 'd')
      .select('coalesce(sum(d.dossiers), 0)::int', 'all')
      .addSelect('coalesce(sum(d.dossiers) filter (where d.turn = :mine), 0)::int', 'mine')
      .addSelect('coalesce(sum(d.dossiers) filter (where d.blocked), 0)::int', 'blocked')
      .setParameter('mine', actsForSua(actor) ? 'SUA' : 'COMUNE');
    const near = reader
      .createQueryBuilder(DossierEntity, 'd')
      .select('count(*)::int', 'dueSoon')
      .where('d.scadenza_offerte between :from and :to', soonFrom(now));
    for (const { sql, values } of [ownList(actor), listedKinds]) {
      kept.andWhere(sql, values);
      near.andWhere(sql, values);
    }
    const sums = await kept.getRawOne<Omit<Counters, 'dueSoon'>>();
    const soon = await near.getRawOne<Pick<Counters, 'dueSoon'>>();
    return { all: sums?.all ?? 0, mine: sums?.mine ?? 0, blocked: sums?.blocked ?? 0, dueSoon: soon?.dueSoon ?? 0 };
  }
}
