import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, actsForSua } from '@gare/domain/access/actor';
import { decide, type AccessSubject } from '@gare/domain/access/policy';
import { type RoleCode } from '@gare/domain/access/permissions';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { entryFindings, reversalFindings, type LedgerFinding } from '@gare/domain/tariff/ledger';
import { money } from '@gare/domain/money/money';
import { Clock } from '@gare/platform/clock';
import { AppError } from '@gare/platform/errors';
import { type LedgerRow } from './ledger-entry.js';

const ofTheSua = 'Spese, fatture e pagamenti li registra la SUA.';

/** What a person says when an entry is taken back. */
export interface Reversal {
  readonly data: string;
  readonly motivazione: string;
}

/** Why the actor may not write in the registers; null where they may. */
export function whyNotWrite(actor: Actor, subject: AccessSubject): string | null {
  const decision = decide(actor, 'statement.write', subject);
  if (!decision.allowed) return decision.reason;
  return actsForSua(actor) ? null : ofTheSua;
}

/** What every entry of both registers has. */
type Entered = Pick<LedgerRow, keyof LedgerRow>;

/** Rules and form of the entries of both registers, expenses and payments. */
@Injectable()
export class Ledger {
  constructor(private readonly clock: Clock) {}

  /** @returns the role that allows it @throws AppError access.denied: a comune does not write what it owes */
  authorize(actor: Actor, subject: AccessSubject): RoleCode {
    const decision = decide(actor, 'statement.write', subject);
    const refused = whyNotWrite(actor, subject);
    if (!decision.allowed || refused !== null) throw new AppError('access.denied', { detail: refused ?? ofTheSua });
    return decision.role;
  }

  /** A new entry. @throws AppError ledger.refused */
  entry(actor: Actor, { suaId, enteId }: AccessSubject, given: { importo: string; data: string }): Entered {
    refuse(entryFindings(given, this.today()));
    return { ...this.stamp(actor), suaId, enteId, importo: money(given.importo), data: given.data, storna: null, motivazione: null };
  }

  /** An entry and the one that takes it back, with the opposite amount. @throws AppError ledger.not_found, ledger.refused */
  reversal<Row extends LedgerRow>(
    actor: Actor,
    rows: readonly Row[],
    { id, data, motivazione }: Reversal & { id: string },
  ): { taken: Row; entry: Entered } {
    const row = rows.find((candidate) => candidate.id === id);
    if (!row) throw new AppError('ledger.not_found');
    refuse(reversalFindings(row, rows, { data, asOf: this.today() }));
    const { suaId, enteId, importo } = row;
    return { taken: row, entry: { ...this.stamp(actor), suaId, enteId, importo: `-${importo}`, data, storna: row.id, motivazione } };
  }

  private stamp(actor: Actor): Pick<LedgerRow, 'id' | 'recordedBy' | 'recordedByName' | 'recordedAt'> {
    return { id: randomUUID(), recordedBy: actor.personId, recordedByName: actor.person, recordedAt: this.clock.now() };
  }

  private today(): string {
    return toRomeDate(this.clock.now().toISOString());
  }
}

function refuse(findings: readonly LedgerFinding[]): void {
  const [first] = findings;
  if (first === undefined) return;
  throw new AppError('ledger.refused', {
    detail: `${first.reason} Niente è stato salvato.`,
    issues: findings.map(({ field, reason }) => ({ path: field, message: reason })),
    details: { findings },
  });
}

/** What every entry shows. */
export function enteredView(
  row: LedgerRow,
  all: readonly LedgerRow[],
): {
  id: string;
  importo: string;
  data: string;
  storna: string | null;
  stornata: boolean;
  registrataDa: string;
  registrataIl: string;
} {
  const { id, importo, data, storna, recordedByName, recordedAt } = row;
  const stornata = all.some((other) => other.storna === id);
  return { id, importo, data, storna, stornata, registrataDa: recordedByName, registrataIl: recordedAt.toISOString() };
}
