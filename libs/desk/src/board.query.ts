import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type getBoard } from '@gare/contracts/desk';
import { type Actor } from '@gare/domain/access/actor';
import { type LoadedKind } from '@gare/domain/kinds/kind';
import { type TurnParty } from '@gare/domain/turn/whose-turn';
import { AbsenceEntity, DossierScopes, KindLibrary, listedKinds, ownList } from '@gare/dossiers';
import { type Reader } from '@gare/platform/database';
import { firstTermOf } from './first-terms.js';
import { NamedQuery } from './named-query.js';

export type BoardQuery = z.output<NonNullable<typeof getBoard.query>>;
export type Counts = z.output<NonNullable<typeof getBoard.response>>['counts'];

/** A dossier of the board as the database tells it. */
export interface BoardRow {
  readonly id: string;
  readonly codiceAppalto: string;
  readonly oggetto: string;
  readonly kindCode: string;
  readonly kindVersion: string;
  readonly state: string;
  readonly column: string;
  readonly columnCount: number;
  readonly columnOnMe: number;
  readonly enteId: string;
  readonly suaId: string;
  readonly ente: string;
  readonly blocks: number;
  readonly firstBlock: { checkId: string; message: string; path: string | null } | null;
  readonly party: TurnParty;
  readonly role: string | null;
  readonly personId: string | null;
  readonly person: string | null;
  readonly clockStopped: boolean;
  readonly reason: string;
  readonly since: string;
  readonly onMe: boolean;
  readonly termTitle: string | null;
  readonly termDue: string | null;
}

export interface BoardAnswer {
  readonly rows: readonly BoardRow[];
  readonly counts: Counts;
  readonly absences: readonly AbsenceEntity[];
}

/** Absent today, with who covers which of their roles: `person role` texts, as the query compares them. */
interface Away {
  readonly people: readonly string[];
  readonly covered: readonly string[];
  readonly coveredByMe: readonly string[];
}

/** The open dossiers in one statement: what waits on whom, how many in each column, and the first cards of each. */
@Injectable()
export class BoardReader {
  constructor(
    private readonly scopes: DossierScopes,
    private readonly kinds: KindLibrary,
  ) {}

  async read(reader: Reader, actor: Actor, query: BoardQuery, asOf: string): Promise<BoardAnswer> {
    const absences = await reader
      .createQueryBuilder(AbsenceEntity, 'a')
      .where('a.revoked_at is null and a.from_on <= :asOf and a.to_on >= :asOf', { asOf })
      .orderBy('a.recorded_at')
      .getMany();
    const [sql, values] = this.statement(actor, query, awayOf(absences, actor.personId));
    const [row] = await reader.query<{ counts: Counts; rows: BoardRow[] | null }[]>(sql, values);
    if (row === undefined) throw new Error('the counts of the board are one row');
    return { rows: row.rows ?? [], counts: row.counts, absences };
  }

  private statement(actor: Actor, query: BoardQuery, away: Away): [sql: string, values: unknown[]] {
    const sql = new NamedQuery();
    const mine = `exists (select 1 from dossier_assignments m where m.dossier_id = d.id and m.to_at is null and m.person_id = ${sql.value(actor.personId, 'uuid')})`;
    const key = `(st.waits_person_id || ' ' || st.waits_role)`;
    const inTheRole = `st.waits_ente_id = ${sql.value(actor.enteId, 'uuid')} and st.waits_role = any (${sql.value(actor.roles, 'text[]')})`;
    // Assigned to nobody, or to somebody who is away and whom nobody covers: the office sees to it.
    const ofOffice = `(st.waits_person_id is null or (st.waits_person_id = any (${sql.value(away.people, 'uuid[]')})
      and not ${key} = any (${sql.value(away.covered, 'text[]')})))`;
    const toMe = `(st.waits_person_id = ${sql.value(actor.personId, 'uuid')} and not st.waits_person_id = any (${sql.value(away.people, 'uuid[]')}))`;
    const onMe = `coalesce((${inTheRole} and ${ofOffice}) or ${toMe} or ${key} = any (${sql.value(away.coveredByMe, 'text[]')}), false)`;
    const column = `coalesce(${sql.value(JSON.stringify(columnsOf(this.kinds.list())), 'jsonb')} -> d.kind_code ->> d.state, st.phase)`;
    const filters = [
      ...(query.onMe === undefined ? [] : ['"onMe"']),
      ...(query.mine === undefined ? [] : ['mine']),
      ...(query.party === undefined ? [] : [`party = ${sql.value(query.party, 'text')}`]),
      ...(query.phase === undefined ? [] : [`"column" = ${sql.value(query.phase, 'text')}`]),
    ];
    const text = `with open as materialized (
        select d.id, ${column} as "column", ${onMe} as "onMe", ${mine} as mine, st.waits_party as party, st.waits_since as since, t.title, t.due, st.id as stay
        from dossiers d join dossier_stays st on st.dossier_id = d.id and st.to_at is null and st.waits_party <> 'NESSUNO'
          left join lateral ${firstTermOf('d')} t on true
        where ${this.conditions(actor, query, sql).join(' and ')}),
      shown as (
        select o.*, (count(*) over (partition by o."column"))::int as "columnCount",
          (count(*) filter (where "onMe") over (partition by o."column"))::int as "columnOnMe",
          row_number() over (partition by o."column" order by "onMe" desc, due nulls last, since, id) as place
        from open o where ${filters.join(' and ') || 'true'}),
      cards as (
        select d.id, d.codice_appalto as "codiceAppalto", d.oggetto, d.kind_code as "kindCode", d.kind_version as "kindVersion", d.state,
          s."column", s."columnCount", s."columnOnMe", d.ente_id as "enteId", d.sua_id as "suaId", e.denominazione as ente, d.blocks,
          d.first_block as "firstBlock", st.waits_party as party, st.waits_role as role, st.waits_person_id as "personId",
          st.waits_person as person, st.clock_stopped as "clockStopped", st.reason, s.since, s."onMe", s.title as "termTitle",
          s.due::text as "termDue", s.place
        from shown s join dossiers d on d.id = s.id join dossier_stays st on st.id = s.stay join enti e on e.id = d.ente_id
        where s.place <= ${sql.value(query.cards, 'int')})
      select (select jsonb_build_object('all', count(*), 'onMe', count(*) filter (where "onMe"), 'mine', count(*) filter (where mine),
          'onComune', count(*) filter (where party = 'COMUNE'), 'onSua', count(*) filter (where party = 'SUA'),
          'onOthers', count(*) filter (where party = 'ALTRO')) from open) as counts,
        (select jsonb_agg(to_jsonb(c) order by c."column", c.place) from cards c) as rows`;
    return [text, sql.values];
  }

  private conditions(actor: Actor, { enteId, kind }: BoardQuery, sql: NamedQuery): string[] {
    const scope = this.scopes.condition(actor, 'dossier.read') ?? ownList(actor);
    const listed = kind === undefined ? listedKinds : { sql: 'd.kind_code = :kind', values: { kind } };
    return [
      ...[scope, listed].map((condition) => sql.condition(condition)),
      ...(enteId === undefined ? [] : [`d.ente_id = ${sql.value(enteId, 'uuid')}`]),
    ];
  }
}

/** The phase of each state, by kind: as the newest version calls it. */
function columnsOf(kinds: readonly LoadedKind[]): Record<string, Record<string, string>> {
  return Object.fromEntries(
    kinds.map(({ code, process }) => [
      code,
      Object.fromEntries(process.states.map((state) => [state.code, state.phase ?? state.label ?? state.code])),
    ]),
  );
}

function awayOf(absences: readonly AbsenceEntity[], me: string): Away {
  const covered = absences.flatMap(({ personId, substituteId, roles }) =>
    substituteId === null ? [] : roles.map((role) => ({ key: `${personId} ${role}`, substituteId })),
  );
  // Of two who cover the same the first counts, as `actingOn` says.
  const first = new Map(covered.reverse().map(({ key, substituteId }) => [key, substituteId]));
  return {
    people: absences.map(({ personId }) => personId),
    covered: [...first.keys()],
    coveredByMe: [...first].flatMap(([key, substituteId]) => (substituteId === me ? [key] : [])),
  };
}
