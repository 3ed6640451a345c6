import { type z } from 'zod';
import { type listDossiers } from '@gare/contracts/dossiers';
import { actsForSua, type Actor } from '@gare/domain/access/actor';

export type ListQuery = z.output<NonNullable<typeof listDossiers.query>>;

/** Kinds that have a list of their own: the general one shows them only where it is asked for the kind. */
const kindsWithOwnList = ['CONVENZIONE_ADESIONE'];
const dueSoonDays = 10;

/** A condition on dossiers (`d`) with its parameters, for the query builder. */
export interface Condition {
  readonly sql: string;
  readonly values: Record<string, unknown>;
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
const wantedText = ({ text }: ListQuery): string => text?.trim() ?? '';

/** The deadlines that count as near: for the filter and for its counter. */
export const soonFrom = (now: Date): { from: Date; to: Date } => ({ from: now, to: new Date(now.getTime() + dueSoonDays * 86_400_000) });

/**
 * Whose dossiers the actor's list is about. Row-level security decides what is in sight; the same said in plain columns lets Postgres
 * go through an index, which it cannot do for the alternatives of a policy.
 */
export function ownList(actor: Actor): Condition {
  const { suaId, enteId } = actor;
  return actsForSua(actor)
    ? { sql: 'd.sua_id = :suaId', values: { suaId } }
    : { sql: 'd.sua_id = :suaId and d.ente_id = :enteId', values: { suaId, enteId } };
}

/** The dossiers a list is about; `whole`: every dossier of the body, so that the kept counts can tell how many. */
export interface Listed {
  readonly whole: boolean;
  readonly condition: Condition;
}

/** What the dossiers of the list have in common before any filter. */
export const listedKinds: Condition = { sql: 'd.kind_code <> all (:kindsWithOwnList)', values: { kindsWithOwnList } };

/** The filters that counts are kept by; the columns have the same names in `dossier_counts`. */
export function countedFilters(query: ListQuery, blocked: string): Condition[] {
  const { kind, state, enteId, turn } = query;
  return [
    kind === undefined ? listedKinds : { sql: 'd.kind_code = :kind', values: { kind } },
    ...(state === undefined ? [] : [{ sql: 'd.state = :state', values: { state } }]),
    ...(enteId === undefined ? [] : [{ sql: 'd.ente_id = :ofEnte', values: { ofEnte: enteId } }]),
    ...(turn === undefined ? [] : [{ sql: 'd.turn = :turn', values: { turn } }]),
    ...(query.blocked === undefined ? [] : [{ sql: `${blocked} = :blocked`, values: { blocked: query.blocked === 'true' } }]),
  ];
}

/** The filters that only the dossiers themselves can answer. */
export function otherFilters(query: ListQuery, now: Date): Condition[] {
  const text = wantedText(query);
  return [
    ...(text === ''
      ? []
      : [
          {
            sql: `(d.oggetto ilike :text or d.codice_appalto ilike :text or d.ente_id in (select id from enti where denominazione ilike :text))`,
            values: { text: `%${escapeLike(text)}%` },
          },
        ]),
    ...(query.dueSoon === undefined
      ? []
      : [{ sql: 'd.scadenza_offerte between :from and :to', values: soonFrom(now) as object as Record<string, unknown> }]),
  ];
}
