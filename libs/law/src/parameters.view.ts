import { Injectable } from '@nestjs/common';
import { type LegalParametersView } from '@gare/contracts/law';
import { type Actor } from '@gare/domain/access/actor';
import { decide } from '@gare/domain/access/policy';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { parameterGroups, parameterName } from '@gare/domain/law/parameter-names';
import { parameter, type LegalParameter } from '@gare/domain/law/parameters';
import { rowsInTime, type RowInTime } from '@gare/domain/law/register';
import { waitingFor } from '@gare/domain/law/waiting-parameters';
import { dbContext } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { Database } from '@gare/platform/database';
import { ParameterRegister } from './parameter-register.js';
import { type KeptEntry } from './register-entries.js';

type RowView = LegalParametersView['groups'][number]['parameters'][number]['rows'][number];

/** The register as its page shows it: every parameter with all its rows in time. */
@Injectable()
export class ParametersView {
  constructor(
    private readonly database: Database,
    private readonly register: ParameterRegister,
    private readonly clock: Clock,
  ) {}

  /** The law is no secret: everybody who is signed in may read it. */
  show(actor: Actor): Promise<LegalParametersView> {
    return this.database.read(dbContext(actor), async (reader) => {
      const entries = await this.register.entries(reader, actor.suaId);
      const today = toRomeDate(this.clock.now().toISOString());
      const time = rowsInTime(entries);
      const inForce = time.flatMap(({ row, withdrawnBy }) => (withdrawnBy === null ? [row] : []));
      const byKey = new Map<string, RowInTime<KeptEntry>[]>();
      for (const one of time) byKey.set(one.row.key, [...(byKey.get(one.row.key) ?? []), one]);
      const all = [...byKey].map(([key, rows]) => ({ key, ...parameterName(key), ...parameterOf(key, rows, { inForce, today }) }));
      const decision = decide(actor, 'law.write', actor);
      return {
        today,
        mayWrite: decision.allowed,
        whyNot: decision.allowed ? null : decision.reason,
        groups: parameterGroups.map((name) => ({
          name,
          parameters: all.filter(({ group }) => group === name).map(({ group: _, ...rest }) => rest),
        })),
      };
    });
  }
}

function parameterOf(
  key: string,
  rows: readonly RowInTime<KeptEntry>[],
  { inForce, today }: { inForce: readonly LegalParameter[]; today: string },
): Omit<LegalParametersView['groups'][number]['parameters'][number], 'key' | 'name'> {
  const reading = parameter(key, today, inForce);
  const now = reading.known ? reading.parameter : null;
  return {
    unit: rows[0]?.row.unit ?? 'text',
    waitsFor: waitingFor(key)?.reader ?? null,
    now: now === null ? null : { value: now.value, from: now.from, to: now.to, cite: now.cite, confirmed: now.confirmed },
    rows: [...rows].sort((a, b) => (a.row.from < b.row.from ? 1 : -1)).map((row) => rowView(row, now)),
  };
}

function rowView({ row, addedBy, withdrawnBy }: RowInTime<KeptEntry>, now: LegalParameter | null): RowView {
  const act = (entry: KeptEntry | null): RowView['added'] =>
    entry === null ? null : { by: entry.by, at: entry.at, motivation: entry.motivation };
  const { value, from, to, cite, confirmed } = row;
  return {
    value,
    from,
    to,
    cite,
    confirmed,
    inForce: withdrawnBy === null && row === now,
    added: act(addedBy),
    withdrawn: act(withdrawnBy),
  };
}
