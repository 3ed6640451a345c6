import { Injectable } from '@nestjs/common';
import { type SelectQueryBuilder } from 'typeorm';
import { type z } from 'zod';
import { type DossierSummary, type DossierTurn, type listDossiers } from '@gare/contracts/dossiers';
import { type Actor } from '@gare/domain/access/actor';
import { dbContext, EnteReader } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { Database, type Reader } from '@gare/platform/database';
import { countedFilters, otherFilters, ownList, type Condition, type Listed, type ListQuery } from './dossier-filter.js';
import { DossierScopes } from './dossier-scopes.js';
import { DossierTotals } from './dossier-totals.js';
import { DossierEntity } from './dossier.entity.js';
import { KindLibrary } from './kind-library.js';
import { DossierTurnView } from './dossier-turn.view.js';

type Answer = z.output<NonNullable<typeof listDossiers.response>>;

const columns: Record<string, string> = {
  updatedAt: 'd.updated_at',
  oggetto: 'd.oggetto',
  scadenzaOfferte: 'd.scadenza_offerte',
  ente: '(select denominazione from enti where enti.id = d.ente_id)',
};

/** The Scrivania: a page of dossiers, how many there are, and the counters that act as filters. */
@Injectable()
export class DossierListView {
  constructor(
    private readonly database: Database,
    private readonly kinds: KindLibrary,
    private readonly scopes: DossierScopes,
    private readonly enti: EnteReader,
    private readonly totals: DossierTotals,
    private readonly turns: DossierTurnView,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, query: ListQuery): Promise<Answer> {
    const now = this.clock.now();
    const scope = this.scopes.condition(actor, 'dossier.read');
    const listed: Listed = { whole: scope === null, condition: scope ?? ownList(actor) };
    return this.database.read(dbContext(actor), async (reader) => ({
      items: await this.page(reader, listed, query, now),
      total: await this.totals.ofQuery(reader, listed, query, now),
      page: query.page,
      pageSize: query.pageSize,
      counts: await this.totals.counters(reader, actor, listed, now),
    }));
  }

  private async page(reader: Reader, listed: Listed, query: ListQuery, now: Date): Promise<DossierSummary[]> {
    const sort = query.sort ?? '-updatedAt';
    const dossiers = reader.createQueryBuilder(DossierEntity, 'd');
    const rows = await where(dossiers, [listed.condition, ...countedFilters(query, '(d.blocks > 0)'), ...otherFilters(query, now)])
      .orderBy(columns[sort.replace('-', '')] ?? 'd.updated_at', sort.startsWith('-') ? 'DESC' : 'ASC', 'NULLS LAST')
      .addOrderBy('d.id')
      .limit(query.pageSize)
      .offset((query.page - 1) * query.pageSize)
      .getMany();
    const names = await this.enti.names(
      reader,
      rows.map(({ enteId }) => enteId),
    );
    const turns = await this.turns.of(reader, rows);
    return rows.map((row) => this.summary(row, { ente: names.get(row.enteId) ?? '', turn: turns.get(row.id) }));
  }

  summary(row: DossierEntity, { ente, turn }: { ente: string; turn: DossierTurn | undefined }): DossierSummary {
    const kind = this.kinds.require(row.kindCode, row.kindVersion);
    const state = kind.process.states.find((candidate) => candidate.code === row.state);
    return {
      id: row.id,
      codiceAppalto: row.codiceAppalto,
      oggetto: row.oggetto,
      kind: { code: kind.code, version: kind.version, title: kind.title },
      state: { code: row.state, label: state?.label ?? row.state, phase: state?.phase ?? '' },
      ente: { id: row.enteId, denominazione: ente },
      turn: turn ?? unknownTurn(row, ente),
      blocks: row.blocks,
      errors: row.errors,
      firstBlock: row.firstBlock,
      scadenzaOfferte: row.scadenzaOfferte?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
    };
  }
}

function where(dossiers: SelectQueryBuilder<DossierEntity>, conditions: readonly Condition[]): SelectQueryBuilder<DossierEntity> {
  return conditions.reduce((builder, { sql, values }) => builder.andWhere(sql, values), dossiers);
}

/** The database gives every dossier a stay; what is written on the dossier itself stands in where one is not in sight. */
function unknownTurn({ turn: party, stateSince }: DossierEntity, ente: string): DossierTurn {
  const label = party === 'COMUNE' ? ente : party;
  return { party, label, since: stateSince.toISOString(), role: null, ente: null, person: null, clockStopped: false, reason: '' };
}
