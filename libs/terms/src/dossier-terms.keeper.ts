import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { systemAsActor, type Actor } from '@gare/domain/access/actor';
import { standingOf } from '@gare/domain/kinds/kind-access';
import { changesAt } from '@gare/domain/terms/changes-at';
import { dossierTerms } from '@gare/domain/terms/dossier-terms';
import { type Term } from '@gare/domain/terms/term';
import { termDifferences, type TermDifference } from '@gare/domain/terms/term-differences';
import { DossierEntity, KindLibrary } from '@gare/dossiers';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { In } from 'typeorm';
import { DossierTermEntity, TermReadingEntity } from './dossier-term.entity.js';
import { comparedTerm, movedSummary } from './term-rows.js';
import { TermFactsReader } from './term-facts.reader.js';
import { TermLawReader } from './term-law.js';

/** Writes the terms of a dossier as they follow from everything written about it. */
@Injectable()
export class DossierTermsKeeper {
  constructor(
    private readonly facts: TermFactsReader,
    private readonly law: TermLawReader,
    private readonly kinds: KindLibrary,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * In the transaction of whatever changed one of the facts; harmless twice. The row of the dossier is held, so that of two changes
   * at once the later one reads what the earlier one wrote. After the publication a moved term of the law is an act of the history.
   * @param actor who changed it; the system where nobody did
   */
  async refresh(tx: Tx, dossierId: string, actor: Actor | null = null): Promise<void> {
    const dossier = await tx.findOne(DossierEntity, { where: { id: dossierId }, lock: { mode: 'pessimistic_write' } });
    if (dossier === null) return;
    const law = await this.law.of(tx, dossier.suaId);
    const terms = dossierTerms(await this.facts.of(tx, dossier, law));
    const before = await tx.findBy(DossierTermEntity, { dossierId });
    const differences = termDifferences(before.map(comparedTerm), terms);
    const moved = this.isPublished(dossier) ? differences.filter(isMoved) : [];
    await this.write(tx, dossier, { terms, before, moved });
    await this.tell(tx, dossier, { moved, actor });
    const { suaId, enteId } = dossier;
    await tx.upsert(TermReadingEntity, { dossierId, suaId, enteId, law: law.mark, readAt: this.clock.now() }, ['dossierId']);
  }

  private isPublished({ kindCode, kindVersion, state, previousState }: DossierEntity): boolean {
    return standingOf(this.kinds.require(kindCode, kindVersion), { state, previousState }).pubblicato;
  }

  private async write(
    tx: Tx,
    dossier: DossierEntity,
    { terms, before, moved }: { terms: readonly Term[]; before: readonly DossierTermEntity[]; moved: readonly TermDifference[] },
  ): Promise<void> {
    const now = this.clock.now();
    const old = new Map(before.map((row) => [row.code, row]));
    const movedCodes = new Set(moved.map(({ code }) => code));
    const rows = terms.flatMap((term) => {
      const was = old.get(term.code) ?? null;
      const row = rowOf(dossier, term, { was, now, moved: movedCodes.has(term.code) });
      return was !== null && isSame(was, row) ? [] : [row];
    });
    if (rows.length > 0) await tx.upsert(DossierTermEntity, rows, ['dossierId', 'code']);
    const gone = before.filter(({ code }) => !terms.some((term) => term.code === code)).map(({ code }) => code);
    if (gone.length > 0) await tx.delete(DossierTermEntity, { dossierId: dossier.id, code: In(gone) });
  }

  private async tell(
    tx: Tx,
    { id: dossierId, suaId, enteId }: DossierEntity,
    { moved, actor }: { moved: readonly TermDifference[]; actor: Actor | null },
  ): Promise<void> {
    if (moved.length === 0) return;
    await this.audit.record(tx, actor ?? systemAsActor(suaId, randomUUID()), {
      ...{ dossierId, suaId, enteId },
      action: 'terms.moved',
      summary: movedSummary(moved),
      details: { changes: moved },
      role: 'SISTEMA',
    });
  }
}

/** A term of the law that was there before and has another day now. */
const isMoved = ({ clock, before, after }: TermDifference): boolean =>
  clock === 'LEGAL' && before?.due != null && after?.due != null && (before.due !== after.due || at(before.dueAt) !== at(after.dueAt));

const at = (moment: string | null): number | null => (moment === null ? null : Date.parse(moment));
const date = (moment: string | null): Date | null => (moment === null ? null : new Date(moment));

function rowOf(
  { id: dossierId, suaId, enteId }: DossierEntity,
  term: Term,
  { was, now, moved }: { was: DossierTermEntity | null; now: Date; moved: boolean },
): DossierTermEntity {
  const { code, title, clock, nature, state, cite, explanation, consequence, parameter, suspensions } = term;
  const dueAt = date(term.dueAt);
  const isNewer = was !== null && (was.title !== title || was.dueOn !== term.due || was.dueAt?.getTime() !== dueAt?.getTime());
  return {
    ...{ dossierId, code, suaId, enteId, title, clock, nature, state, cite, explanation, consequence, parameter },
    suspensions: [...suspensions],
    ...{ fromOn: term.from, dueOn: term.due, dueAt, metOn: term.metOn, proposal: date(term.proposal), changesAt: date(changesAt(term)) },
    previousDueOn: moved ? (was?.dueOn ?? null) : (was?.previousDueOn ?? null),
    previousDueAt: moved ? (was?.dueAt ?? null) : (was?.previousDueAt ?? null),
    movedAt: moved ? now : (was?.movedAt ?? null),
    sequence: was === null ? 0 : was.sequence + (isNewer ? 1 : 0),
    writtenAt: now,
  };
}

/** Compared as rows are written: what is equal is left alone. */
function isSame({ writtenAt: _then, ...was }: DossierTermEntity, { writtenAt: _now, ...row }: DossierTermEntity): boolean {
  const text = (one: object): string =>
    JSON.stringify(
      Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)),
      (_key, value: unknown) =>
        typeof value === 'object' && value !== null && !Array.isArray(value)
          ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
          : value,
    );
  return text(was) === text(row);
}
