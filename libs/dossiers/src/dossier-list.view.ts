import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type DossierSummary, type listDossiers } from '@gare/contracts/dossiers';
import { actsForSua, type Actor } from '@gare/domain/access/actor';
import { dbContext } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { Database, type Reader } from '@gare/platform/database';
import { DossierEntity } from './dossier.entity.js';
import { KindLibrary } from './kind-library.js';
import { turnLabel } from './turn.js';

type Query = z.output<NonNullable<typeof listDossiers.query>>;
type Answer = z.output<NonNullable<typeof listDossiers.response>>;

const columns: Record<string, string> = {
  updatedAt: 'd.updated_at',
  oggetto: 'd.oggetto',
  scadenzaOfferte: 'd.scadenza_offerte',
  ente: 'e.denominazione',
};
const dueSoonDays = 10;

/** Every condition of the filter; positions are the parameters of `filterValues`. */
const filter = `($1::text is null or d.oggetto ilike '%' || $1 || '%' or d.codice_appalto ilike '%' || $1 || '%' or e.denominazione ilike '%' || $1 || '%')
  and ($2::text is null or d.state = $2) and ($3::text is null or d.kind_code = $3) and ($4::uuid is null or d.ente_id = $4)
  and ($5::text is null or (d.blocks > 0) = ($5 = 'true')) and ($6::text is null or d.turn = $6)
  and ($7::timestamptz is null or d.scadenza_offerte between $7 and $8)`;

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** The deadlines that count as near: for the filter and for its counter. */
const soonFrom = (now: Date): { from: Date; to: Date } => ({ from: now, to: new Date(now.getTime() + dueSoonDays * 86_400_000) });

function filterValues(query: Query, now: Date): unknown[] {
  const text = query.text === undefined || query.text.trim() === '' ? null : escapeLike(query.text.trim());
  const near = query.dueSoon === 'true' ? soonFrom(now) : null;
  return [
    text,
    query.state ?? null,
    query.kind ?? null,
    query.enteId ?? null,
    query.blocked ?? null,
    query.turn ?? null,
    near?.from ?? null,
    near?.to ?? null,
  ];
}

/** The Scrivania: one query for the page, one for the counters. */
@Injectable()
export class DossierListView {
  constructor(
    private readonly database: Database,
    private readonly kinds: KindLibrary,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, query: Query): Promise<Answer> {
    return this.database.read(dbContext(actor), async (reader) => ({
      ...(await this.page(reader, query)),
      page: query.page,
      pageSize: query.pageSize,
      counts: await this.counts(reader, actor),
    }));
  }

  private async page(reader: Reader, query: Query): Promise<{ items: DossierSummary[]; total: number }> {
    const sort = query.sort ?? '-updatedAt';
    const column = columns[sort.replace('-', '')] ?? 'd.updated_at';
    const direction = sort.startsWith('-') ? 'desc' : 'asc';
    const values = filterValues(query, this.clock.now());
    const [count] = await reader.query<{ total: number }[]>(
      `select count(*)::int as total from dossiers d join enti e on e.id = d.ente_id where ${filter}`,
      values,
    );
    const ids = await reader.query<{ id: string; denominazione: string }[]>(
      `select d.id, e.denominazione from dossiers d join enti e on e.id = d.ente_id where ${filter}
       order by ${column} ${direction} nulls last, d.id limit $9 offset $10`,
      [...values, query.pageSize, (query.page - 1) * query.pageSize],
    );
    const rows =
      ids.length === 0
        ? []
        : await reader
            .createQueryBuilder(DossierEntity, 'd')
            .whereInIds(ids.map((row) => row.id))
            .getMany();
    const byId = new Map(rows.map((row) => [row.id, row]));
    const items = ids.flatMap(({ id, denominazione }) => {
      const row = byId.get(id);
      return row ? [this.summary(row, denominazione)] : [];
    });
    return { items, total: count?.total ?? 0 };
  }

  private async counts(reader: Reader, actor: Actor): Promise<Answer['counts']> {
    const mine = actsForSua(actor) ? 'SUA' : 'COMUNE';
    const { from, to } = soonFrom(this.clock.now());
    const [row] = await reader.query<Answer['counts'][]>(
      `select count(*)::int as "all", count(*) filter (where turn = $1)::int as mine, count(*) filter (where blocks > 0)::int as blocked,
       count(*) filter (where scadenza_offerte between $2 and $3)::int as "dueSoon" from dossiers`,
      [mine, from, to],
    );
    return row ?? { all: 0, mine: 0, blocked: 0, dueSoon: 0 };
  }

  summary(row: DossierEntity, ente: string): DossierSummary {
    const kind = this.kinds.require(row.kindCode, row.kindVersion);
    const state = kind.process.states.find((candidate) => candidate.code === row.state);
    return {
      id: row.id,
      codiceAppalto: row.codiceAppalto,
      oggetto: row.oggetto,
      kind: { code: kind.code, version: kind.version, title: kind.title },
      state: { code: row.state, label: state?.label ?? row.state, phase: state?.phase ?? '' },
      ente: { id: row.enteId, denominazione: ente },
      turn: { party: row.turn, label: turnLabel(row.turn, ente), since: row.stateSince.toISOString() },
      blocks: row.blocks,
      errors: row.errors,
      firstBlock: row.firstBlock,
      scadenzaOfferte: row.scadenzaOfferte?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
    };
  }
}
