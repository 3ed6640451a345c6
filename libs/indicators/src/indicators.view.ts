import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type getIndicators, type IndicatorsView as View } from '@gare/contracts/indicators';
import { type Actor } from '@gare/domain/access/actor';
import { addDays, addMonths } from '@gare/domain/calendar/day-counting';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { kpiTimes, phaseTimes } from '@gare/domain/indicators/lead-times';
import { type Period, type Stay } from '@gare/domain/indicators/stay';
import { backlog, loads, months, waitingShares } from '@gare/domain/indicators/workload';
import { type LoadedKind } from '@gare/domain/kinds/kind';
import { KindLibrary } from '@gare/dossiers';
import { authorize, dbContext, EnteReader } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { Database, type Reader } from '@gare/platform/database';
import { StayHistories } from './stay-histories.js';

type Query = z.output<NonNullable<typeof getIndicators.query>>;
type Names = ReadonlyMap<string, string>;

/** Later figures are held against those of the first months of use (domain brief §9.7). */
const baselineMonths = 6;

interface Histories {
  readonly now: string;
  readonly period: Period;
  readonly stays: readonly Stay[];
  /** Null before the first dossier. */
  readonly baseline: (Period & { readonly complete: boolean; readonly stays: readonly Stay[] }) | null;
}

/** Lead times, waiting, workload and backlog of the dossiers somebody may read, worked out from where they have stood. */
@Injectable()
export class IndicatorsView {
  constructor(
    private readonly database: Database,
    private readonly kinds: KindLibrary,
    private readonly histories: StayHistories,
    private readonly enti: EnteReader,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError access.denied, dossier.kind_unknown */
  show(actor: Actor, query: Query): Promise<View> {
    authorize(actor, 'indicators.read', { suaId: actor.suaId, enteId: query.enteId ?? actor.enteId });
    const kind = this.kinds.require(query.kind);
    return this.database.read(dbContext(actor), async (reader) => {
      const histories = await this.gather(reader, actor, query);
      const names = await this.enti.names(reader, [...new Set(histories.stays.map(({ enteId }) => enteId))]);
      const codes = await this.histories.kinds(reader, actor);
      const titled = [...new Set([kind.code, ...codes])].map((code) => ({ code, title: this.kinds.require(code).title }));
      return {
        kind: { code: kind.code, title: kind.title },
        kinds: titled.sort((a, b) => a.title.localeCompare(b.title, 'it')),
        period: histories.period,
        baseline: histories.baseline && { ...pick(histories.baseline), complete: histories.baseline.complete },
        ...times(kind, histories, names),
        ...desk(kind, histories, names),
      };
    });
  }

  private async gather(reader: Reader, actor: Actor, { kind, enteId, from, to }: Query): Promise<Histories> {
    const asked = { kind, enteId };
    const now = this.clock.now().toISOString();
    const today = toRomeDate(now);
    const last = to ?? today;
    const period = { from: from ?? addDays(addMonths(last, -12), 1), to: last };
    const stays = await this.histories.during(reader, actor, asked, period);
    const began = await this.histories.began(reader, actor, asked);
    if (began === null) return { now, period, stays, baseline: null };
    const first = toRomeDate(began.toISOString());
    const baseline = { from: first, to: addDays(addMonths(first, baselineMonths), -1) };
    const covered = period.from <= baseline.from && baseline.to <= period.to;
    return {
      ...{ now, period, stays },
      baseline: {
        ...baseline,
        complete: baseline.to < today,
        stays: covered ? stays : await this.histories.during(reader, actor, asked, baseline),
      },
    };
  }
}

const pick = ({ from, to }: Period): Period => ({ from, to });

function times(kind: LoadedKind, { stays, period, baseline, now }: Histories, names: Names): Pick<View, 'kpis' | 'phases' | 'waiting'> {
  // What is still being measured is no starting point yet.
  const before = baseline?.complete === true ? baseline : null;
  const kpisBefore = before && kpiTimes(kind, before.stays, before);
  const phasesBefore = before && phaseTimes(kind, before.stays, before);
  const waiting = waitingShares(stays, period, now);
  const parts = (phase: string | null): View['waiting'] => [...(waiting.find((row) => row.phase === phase)?.parties ?? [])];
  return {
    kpis: kpiTimes(kind, stays, period).map(({ all, byEnte, ...kpi }) => {
      const own = kpisBefore?.find(({ code }) => code === kpi.code);
      return {
        ...kpi,
        now: all,
        baseline: own?.all ?? null,
        byEnte: byEnte
          .map(({ enteId, spread }) => ({
            ente: { id: enteId, denominazione: names.get(enteId) ?? '' },
            now: spread,
            baseline: own?.byEnte.find((row) => row.enteId === enteId)?.spread ?? null,
          }))
          .sort((a, b) => a.ente.denominazione.localeCompare(b.ente.denominazione, 'it')),
      };
    }),
    phases: phaseTimes(kind, stays, period).map((row) => ({
      ...row,
      baseline: phasesBefore?.find(({ phase }) => phase === row.phase)?.gross ?? null,
      waiting: parts(row.phase),
    })),
    waiting: parts(null),
  };
}

function desk(kind: LoadedKind, { stays, period, now }: Histories, names: Names): Pick<View, 'workload' | 'backlog' | 'months'> {
  const running = new Set(stays.filter(({ to, party }) => to === null && party !== 'NESSUNO').map(({ dossierId }) => dossierId));
  const histories = stays.filter(({ dossierId }) => running.has(dossierId));
  const open = histories.filter(({ to }) => to === null);
  const load = ({ open: count, oldest, median }: ReturnType<typeof loads>[number]): { open: number; oldest: number; median: number } => ({
    ...{ open: count, oldest, median },
  });
  return {
    workload: {
      byRole: loads(open, ({ role }) => role, now).map((row) => ({
        ...load(row),
        role: row.key,
        title: kind.roles.find(({ code }) => code === row.key)?.title ?? row.key,
      })),
      byEnte: loads(open, ({ enteId }) => enteId, now).map((row) => ({
        ...load(row),
        ente: { id: row.key, denominazione: names.get(row.key) ?? '' },
      })),
    },
    backlog: backlog(kind, histories, now).map((row) => ({
      ...row,
      label: kind.process.states.find(({ code }) => code === row.state)?.label ?? row.state,
    })),
    months: [...months(stays, period, now)],
  };
}
