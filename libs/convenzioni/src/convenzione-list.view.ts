import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type listConvenzioni } from '@gare/contracts/convenzioni';
import { actsForSua, type Actor } from '@gare/domain/access/actor';
import { convenzioneGroups, groupOf, statesOfGroup, type ConvenzioneState } from '@gare/domain/convenzione/states';
import { KindLibrary } from '@gare/dossiers';
import { authorize, dbContext } from '@gare/identity';
import { Database, type Reader } from '@gare/platform/database';
import { convenzioneKind } from './terms.reader.js';
import { summaryColumns, summaryOf, summaryTables, type SummaryRow } from './convenzione-summary.js';
import { LifecycleReader } from './lifecycle.reader.js';

type Query = z.output<NonNullable<typeof listConvenzioni.query>>;
type Answer = z.output<NonNullable<typeof listConvenzioni.response>>;

const filter = `d.kind_code = $1 and ($2::text is null or e.denominazione ilike '%' || $2 || '%' or d.codice_appalto ilike '%' || $2 || '%'
  or s."values" ->> 'numero' ilike '%' || $2 || '%') and ($3::text[] is null or d.state = any ($3)) and ($4::uuid is null or d.ente_id = $4)`;

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** The convenzioni in sight, a page at a time, and how many there are of each group. */
@Injectable()
export class ConvenzioneListView {
  constructor(
    private readonly database: Database,
    private readonly kinds: KindLibrary,
    private readonly lifecycle: LifecycleReader,
  ) {}

  /** @throws AppError access.denied */
  list(actor: Actor, query: Query): Promise<Answer> {
    authorize(actor, 'convenzione.read', actor);
    return this.database.read(dbContext(actor), async (reader) => ({
      ...(await this.page(reader, query)),
      page: query.page,
      pageSize: query.pageSize,
      counts: await counts(reader, actor),
    }));
  }

  private async page(reader: Reader, query: Query): Promise<Pick<Answer, 'items' | 'total'>> {
    const text = query.text === undefined || query.text.trim() === '' ? null : escapeLike(query.text.trim());
    const ofGroup = query.gruppo === undefined ? null : statesOfGroup[query.gruppo];
    const states = query.stato === undefined ? ofGroup : [query.stato].filter((state) => ofGroup?.includes(state) ?? true);
    const values = [convenzioneKind, text, states, query.enteId ?? null];
    const [count] = await reader.query<{ total: number }[]>(`select count(*)::int as total from ${summaryTables} where ${filter}`, values);
    const rows = await reader.query<SummaryRow[]>(
      `select ${summaryColumns} from ${summaryTables} where ${filter} order by e.denominazione, d.created_at desc, d.id limit $5 offset $6`,
      [...values, query.pageSize, (query.page - 1) * query.pageSize],
    );
    const kind = this.kinds.require(convenzioneKind);
    const asOf = this.lifecycle.today();
    return { items: rows.map((row) => summaryOf(row, kind, asOf)), total: count?.total ?? 0 };
  }
}

async function counts(reader: Reader, actor: Actor): Promise<Answer['counts']> {
  const rows = await reader.query<{ stato: ConvenzioneState; turn: string; n: number }[]>(
    'select state as stato, turn, count(*)::int as n from dossiers where kind_code = $1 group by state, turn',
    [convenzioneKind],
  );
  const sum = (which: (row: (typeof rows)[number]) => boolean): number => rows.reduce((total, row) => total + (which(row) ? row.n : 0), 0);
  const mine = actsForSua(actor) ? 'SUA' : 'COMUNE';
  const [PREPARAZIONE, IN_VIGORE, IN_SCADENZA, FERME, CESSATE] = convenzioneGroups.map((group) =>
    sum(({ stato }) => groupOf(stato) === group),
  );
  return {
    all: sum(() => true),
    mine: sum(({ turn }) => turn === mine),
    ...{
      PREPARAZIONE: PREPARAZIONE ?? 0,
      IN_VIGORE: IN_VIGORE ?? 0,
      IN_SCADENZA: IN_SCADENZA ?? 0,
      FERME: FERME ?? 0,
      CESSATE: CESSATE ?? 0,
    },
  };
}
