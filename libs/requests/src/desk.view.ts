import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type DeskRequestView, type listRequests } from '@gare/contracts/integration-requests';
import { type Actor } from '@gare/domain/access/actor';
import { otherSide, sideOf } from '@gare/domain/requests/thread';
import { DossierScopes } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Database, type Reader } from '@gare/platform/database';
import { RequestRules } from './request-rules.js';

type Query = z.output<NonNullable<typeof listRequests.query>>;
type Answer = z.output<NonNullable<typeof listRequests.response>>;

interface Row {
  readonly id: string;
  readonly tipo: 'DOMANDA' | 'INTEGRAZIONE';
  readonly dossier_id: string;
  readonly codice: string;
  readonly oggetto: string;
  readonly ente_id: string;
  readonly ente: string;
  readonly testo: string;
  readonly aspetta: 'COMUNE' | 'SUA' | null;
  readonly stato: string;
  readonly da: Date;
  readonly entro: string | null;
  readonly fatti: number | null;
  readonly tutti: number | null;
}

/** Questions and requests as one list. A request whose day has gone by waits on the SUA, which decides what becomes of it. */
const lines = `(
  select q.id, 'DOMANDA' as tipo, q.dossier_id, q.sua_id, q.ente_id, m.testo,
    case when q.answered_at is null then q.aspetta end as aspetta, case when q.answered_at is null then 'APERTA' else 'RISPOSTA' end as stato,
    q.opened_at as da, q.entro::text as entro, null::int as fatti, null::int as tutti
  from thread_questions q join thread_messages m on m.id = q.message_id
  union all
  select r.id, 'INTEGRAZIONE', r.dossier_id, r.sua_id, r.ente_id, r.testo,
    case r.stato when 'APERTA' then 'COMUNE' when 'SCADUTA' then 'SUA' end, r.stato, r.opened_at, r.entro::text,
    (select count(*)::int from integration_points p where p.request_id = r.id and p.stato <> 'APERTO'),
    (select count(*)::int from integration_points p where p.request_id = r.id)
  from integration_requests r) line`;

/** The desk of all requests in sight. */
@Injectable()
export class RequestDeskView {
  constructor(
    private readonly database: Database,
    private readonly scopes: DossierScopes,
    private readonly rules: RequestRules,
  ) {}

  list(actor: Actor, query: Query): Promise<Answer> {
    return this.database.read(dbContext(actor), async (reader) => {
      const today = this.rules.today();
      const { where, values } = this.filters(actor, { query, today });
      const rows = await this.rows(reader, { where, values, query });
      const [totals] = await this.run<{ total: number }>(
        reader,
        `select count(*)::int as total from ${lines} join dossiers d on d.id = line.dossier_id where ${where.join(' and ')}`,
        values,
      );
      return {
        items: rows.map((row) => view(row, today)),
        ...{ total: totals?.total ?? 0, page: query.page, pageSize: query.pageSize },
        counts: await this.counts(reader, actor, today),
      };
    });
  }

  private rows(
    reader: Reader,
    { where, values, query }: { where: readonly string[]; values: Record<string, unknown>; query: Query },
  ): Promise<Row[]> {
    const { page, pageSize } = query;
    return this.run<Row>(
      reader,
      `select line.*, d.codice_appalto as codice, d.oggetto, e.denominazione as ente from ${lines}
       join dossiers d on d.id = line.dossier_id join enti e on e.id = line.ente_id where ${where.join(' and ')}
       order by line.aspetta is null, case when line.aspetta is null then null else line.entro end nulls last, line.da desc, line.id
       limit :pageSize offset :offset`,
      { ...values, pageSize, offset: (page - 1) * pageSize },
    );
  }

  private async counts(reader: Reader, actor: Actor, today: string): Promise<Answer['counts']> {
    const { where, values } = this.filters(actor, { query: {}, today });
    const [row] = await this.run<Answer['counts']>(
      reader,
      `select count(*) filter (where line.aspetta = :noi)::int as noi, count(*) filter (where line.aspetta = :loro)::int as loro,
        count(*) filter (where line.aspetta is not null and line.entro < :today)::int as scadute
       from ${lines} join dossiers d on d.id = line.dossier_id where ${where.join(' and ')}`,
      { ...values, today, noi: sideOf(actor), loro: otherSide(sideOf(actor)) },
    );
    return row ?? { noi: 0, loro: 0, scadute: 0 };
  }

  private filters(
    actor: Actor,
    { query, today }: { query: Partial<Query>; today: string },
  ): { where: readonly string[]; values: Record<string, unknown> } {
    const scope = this.scopes.condition(actor, 'dossier.read');
    const side = sideOf(actor);
    const { aspetta, scadute, enteId, testo = '' } = query;
    const wanted = testo.trim();
    const where = [
      'line.sua_id = :suaId',
      ...(scope === null ? [] : [scope.sql]),
      ...(side === 'COMUNE' ? ['line.ente_id = :own'] : []),
      ...(aspetta === undefined ? [] : [aspetta === 'CONCLUSE' ? 'line.aspetta is null' : 'line.aspetta = :aspetta']),
      ...(scadute === undefined ? [] : ['line.aspetta is not null and line.entro < :today']),
      ...(enteId === undefined ? [] : ['line.ente_id = :enteId']),
      ...(wanted === '' ? [] : [`strpos(lower(concat_ws(' ', line.testo, d.oggetto, d.codice_appalto)), lower(:wanted)) > 0`]),
    ];
    const values = {
      ...{ suaId: actor.suaId, own: actor.enteId, enteId, wanted, today },
      aspetta: aspetta === 'NOI' ? side : otherSide(side),
      ...(scope?.values ?? {}),
    };
    return { where, values };
  }

  /** Named parameters (`:name`) as Postgres takes them. */
  private run<Result>(reader: Reader, sql: string, values: Record<string, unknown>): Promise<Result[]> {
    const given: unknown[] = [];
    const places = new Map<string, string>();
    const text = sql.replace(/(?<!:):([a-zA-Z][a-zA-Z0-9]*)/g, (_, name: string) => {
      const known = places.get(name);
      if (known !== undefined) return known;
      given.push(values[name]);
      const place = `$${given.length}`;
      places.set(name, place);
      return place;
    });
    return reader.query<Result[]>(text, given);
  }
}

function view(row: Row, today: string): DeskRequestView {
  const { id, tipo, aspetta, stato, entro, fatti, tutti, testo } = row;
  return {
    ...{ id, tipo, aspetta, stato, entro, testo: testo.slice(0, 400) },
    fascicolo: { id: row.dossier_id, codice: row.codice, oggetto: row.oggetto },
    ente: { id: row.ente_id, denominazione: row.ente },
    da: row.da.toISOString(),
    scaduta: aspetta !== null && entro !== null && entro < today,
    punti: fatti === null || tutti === null ? null : { fatti, tutti },
  };
}
