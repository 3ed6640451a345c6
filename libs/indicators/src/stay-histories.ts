import { Injectable } from '@nestjs/common';
import { type SelectQueryBuilder } from 'typeorm';
import { actsForSua, type Actor } from '@gare/domain/access/actor';
import { addDays } from '@gare/domain/calendar/day-counting';
import { fromRome } from '@gare/domain/calendar/rome-time';
import { type Period, type Stay, type WaitingParty } from '@gare/domain/indicators/stay';
import { DossierEntity, DossierScopes, DossierStayEntity } from '@gare/dossiers';
import { type Reader } from '@gare/platform/database';

export interface HistoriesAsked {
  readonly kind: string;
  readonly enteId: string | undefined;
}

interface Row {
  readonly dossierId: string;
  readonly enteId: string;
  readonly state: string;
  readonly phase: string;
  readonly party: WaitingParty;
  readonly role: string | null;
  readonly stopped: boolean;
  readonly fromAt: Date;
  readonly toAt: Date | null;
}

/** Where the dossiers somebody may read have stood, and on whom they waited. */
@Injectable()
export class StayHistories {
  constructor(private readonly scopes: DossierScopes) {}

  /** Whole histories of the dossiers that were open on some day of a period. */
  async during(reader: Reader, actor: Actor, asked: HistoriesAsked, period: Period): Promise<readonly Stay[]> {
    const rows = await this.inScope(reader, actor, asked)
      .andWhere(
        `d.id in (select x.dossier_id from dossier_stays x where x.kind_code = :kind and x.from_at < :until
          and (x.to_at is null and x.waits_party <> 'NESSUNO' or coalesce(x.to_at, x.from_at) >= :since))`,
        { since: fromRome(period.from), until: fromRome(addDays(period.to, 1)) },
      )
      .select(['s.dossier_id as "dossierId"', 's.ente_id as "enteId"', 's.state as state', 's.phase as phase'])
      .addSelect([
        's.waits_party as party',
        's.waits_role as role',
        's.clock_stopped as stopped',
        's.from_at as "fromAt"',
        's.to_at as "toAt"',
      ])
      .getRawMany<Row>();
    return rows.map(({ stopped, fromAt, toAt, ...row }) => ({
      ...row,
      clockStopped: stopped,
      from: fromAt.toISOString(),
      to: toAt?.toISOString() ?? null,
    }));
  }

  /** When the first dossier of the kind was opened; null before it. */
  async began(reader: Reader, actor: Actor, asked: HistoriesAsked): Promise<Date | null> {
    const row = await this.inScope(reader, actor, asked).select('min(s.from_at)', 'at').getRawOne<{ at: Date | null }>();
    return row?.at ?? null;
  }

  /** Codes of the kinds there are dossiers of. */
  async kinds(reader: Reader, actor: Actor): Promise<readonly string[]> {
    const rows = await this.readable(reader, actor).select('distinct d.kind_code', 'code').getRawMany<{ code: string }>();
    return rows.map(({ code }) => code);
  }

  private inScope(reader: Reader, actor: Actor, { kind, enteId }: HistoriesAsked): SelectQueryBuilder<DossierEntity> {
    const query = this.readable(reader, actor)
      .innerJoin(DossierStayEntity, 's', 's.dossier_id = d.id')
      .andWhere('d.kind_code = :kind', { kind });
    return enteId === undefined ? query : query.andWhere('d.ente_id = :enteId', { enteId });
  }

  private readable(reader: Reader, actor: Actor): SelectQueryBuilder<DossierEntity> {
    const query = reader.createQueryBuilder(DossierEntity, 'd').where('d.sua_id = :suaId', { suaId: actor.suaId });
    if (!actsForSua(actor)) query.andWhere('d.ente_id = :own', { own: actor.enteId });
    const scope = this.scopes.condition(actor, 'dossier.read');
    return scope === null ? query : query.andWhere(scope.sql, scope.values);
  }
}
