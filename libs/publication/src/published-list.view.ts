import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type listPublished } from '@gare/contracts/published';
import { type Actor } from '@gare/domain/access/actor';
import { authorize, dbContext } from '@gare/identity';
import { Database } from '@gare/platform/database';
import { PublishedTenderEntity } from './published-tender.entity.js';

type Query = z.output<NonNullable<typeof listPublished.query>>;
type Answer = z.output<NonNullable<typeof listPublished.response>>;

/** The published tenders of all the bodies of the SUA, the latest first. */
@Injectable()
export class PublishedListView {
  constructor(private readonly database: Database) {}

  /** @throws AppError access.denied */
  list(actor: Actor, { text = '', enteId, page, pageSize }: Query): Promise<Answer> {
    authorize(actor, 'published.read', actor);
    return this.database.read(dbContext(actor), async (reader) => {
      const query = reader.createQueryBuilder(PublishedTenderEntity, 'p').where('p.sua_id = :suaId', { suaId: actor.suaId });
      const wanted = text.trim();
      if (wanted !== '')
        query.andWhere(`strpos(lower(concat_ws(' ', p.oggetto, p.ente, p.codice_appalto)), lower(:wanted)) > 0`, { wanted });
      if (enteId !== undefined) query.andWhere('p.ente_id = :enteId', { enteId });
      const [rows, total] = await query
        .orderBy('p.published_at', 'DESC')
        .addOrderBy('p.dossier_id')
        .skip((page - 1) * pageSize)
        .take(pageSize)
        .getManyAndCount();
      return {
        ...{ total, page, pageSize },
        items: rows.map(({ codiceAppalto, oggetto, tipo, importo, ...row }) => ({
          ...{ codiceAppalto, oggetto, tipo, importo },
          ente: { id: row.enteId, denominazione: row.ente },
          scadenzaOfferte: row.scadenzaOfferte?.toISOString() ?? null,
          publishedAt: row.publishedAt.toISOString(),
        })),
      };
    });
  }
}
