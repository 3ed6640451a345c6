import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type ExpertiseView, type recordExpertDay } from '@gare/contracts/expertise';
import { actsForSua } from '@gare/domain/access/actor';
import { type Actor } from '@gare/domain/access/actor';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { beforeAfter, dayFindings, takeBackFindings, type DayFinding } from '@gare/domain/expertise/days';
import { DossierAccessReader, DossierTurns, type ActorOnDossier } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Audit } from '@gare/platform/audit';
import { Database, type Reader, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { announce } from '@gare/platform/events';
import { SchedaReader } from '@gare/scheda';
import { ExpertDayEntity } from './expert-day.entity.js';
import { ExpertiseReader, supportKind } from './expertise.reader.js';

type NewDay = z.output<NonNullable<typeof recordExpertDay.body>>;
interface SupportSheet {
  readonly arretrato?: number | null;
  readonly arretratoFinale?: number | null;
  readonly stimaGiornate?: number | null;
  readonly soddisfazione?: string | null;
}

/** Roles that write the ledger: an expert their own hours, the technical office also those of others. */
const expert = 'ESPERTO';
const office = 'TRIAGE';
const noLedger = 'Questo tipo di fascicolo non ha un registro delle giornate.';
/** States in which experts work. */
const working = ['ASSEGNATA', 'IN_CORSO', 'IN_ATTESA_ENTE', 'RIAPERTA'];

/** The time of experts on a request for support, in a ledger that only grows, and what it changed. */
@Injectable()
export class ExpertiseService {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly ledger: ExpertiseReader,
    private readonly scheda: SchedaReader,
    private readonly turns: DossierTurns,
    private readonly audit: Audit,
  ) {}

  /** @throws AppError dossier.not_found, access.denied */
  show(actor: Actor, dossierId: string): Promise<ExpertiseView> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('dossier.read');
      return this.view(reader, one);
    });
  }

  /** @throws AppError dossier.not_found, access.denied, access.declare_first, expertise.refused (with the fields) */
  record(actor: Actor, dossierId: string, given: NewDay): Promise<ExpertiseView> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const { one, role } = await this.writable(tx, actor, dossierId);
      const expertId = given.expertId ?? actor.personId;
      if (expertId !== actor.personId && !actor.roles.includes(office)) {
        throw new AppError('access.denied', { detail: 'Le ore di un altro esperto le registra la segreteria tecnica.' });
      }
      const who = (await this.ledger.experts(tx, dossierId)).find(({ personId }) => personId === expertId);
      if (who === undefined) {
        const reason = 'La richiesta non è assegnata a questo esperto: prima la segreteria tecnica gliela assegna.';
        throw refused([{ field: 'expertId', reason }]);
      }
      const entries = await this.ledger.entries(tx, dossierId);
      const since = toRomeDate(one.dossier.createdAt.toISOString());
      const { day, hours, activity, description } = given;
      refuse(dayFindings({ day, hours, expertId }, entries, { since, asOf: this.ledger.today() }));
      const entry = { day, hours, activity, description, expertId, expert: who.person, reverses: null };
      await this.keep(tx, one, {
        entry,
        role,
        action: 'expertise.recorded',
        summary: `Registrate ${hours} ore di ${who.person}: ${description}`,
      });
      return this.view(tx, one);
    });
  }

  /** @throws AppError dossier.not_found, access.denied, access.declare_first, expertise.not_found, expertise.refused */
  reverse(actor: Actor, { dossierId, entryId }: { dossierId: string; entryId: string }, motivation: string): Promise<ExpertiseView> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const { one, role } = await this.writable(tx, actor, dossierId);
      const entries = await this.ledger.entries(tx, dossierId);
      const taken = entries.find(({ id }) => id === entryId);
      if (taken === undefined) throw new AppError('expertise.not_found');
      if (taken.expertId !== actor.personId && !actor.roles.includes(office)) {
        throw new AppError('access.denied', { detail: 'Le ore di un altro esperto le storna la segreteria tecnica.' });
      }
      refuse(takeBackFindings(taken, entries));
      const { day, hours, activity, expertId, expert: name } = taken;
      const entry = { day, hours: `-${hours}`, activity, description: motivation, expertId, expert: name, reverses: taken.id };
      await this.keep(tx, one, { entry, role, action: 'expertise.reversed', summary: `Stornate ${hours} ore di ${name}: ${motivation}` });
      return this.view(tx, one);
    });
  }

  /** The dossier is held: two who write take turns. */
  private async writable(tx: Tx, actor: Actor, dossierId: string): Promise<{ one: ActorOnDossier; role: string }> {
    const one = await this.access.hold(tx, actor, dossierId);
    one.require('dossier.move');
    if (one.dossier.kindCode !== supportKind) throw refused([{ field: 'id', reason: noLedger }]);
    const whyNot = whyNotWrite(one);
    if (whyNot !== null) throw new AppError('access.denied', { detail: whyNot });
    return { one, role: actor.roles.includes(expert) ? expert : office };
  }

  private async keep(
    tx: Tx,
    { actor, dossier }: ActorOnDossier,
    { entry, role, action, summary }: { entry: Entry; role: string; action: string; summary: string },
  ): Promise<void> {
    const { id: dossierId, suaId, enteId } = dossier;
    const row = { ...entry, id: randomUUID(), dossierId, suaId, enteId, recordedBy: actor.personId, recordedByName: actor.person };
    await tx.insert(ExpertDayEntity, { ...row, recordedAt: this.ledger.now() });
    await this.audit.record(tx, actor, { ...{ dossierId, suaId, enteId, role, action, summary }, details: { entryId: row.id, ...entry } });
    await this.turns.refresh(tx, dossier);
    await announce(tx, { topic: 'dossier', dossierId, suaId, enteId });
  }

  private async view(reader: Reader, one: ActorOnDossier): Promise<ExpertiseView> {
    const { dossier } = one;
    const rows = await this.ledger.entries(reader, dossier.id);
    const { ore, giornate } = await this.ledger.totals(reader, dossier, rows);
    const sheet: SupportSheet = (await this.scheda.read(reader, dossier.id)).values as object;
    return {
      items: rows.map((row) => ({
        ...{ id: row.id, day: row.day, hours: row.hours, activity: row.activity, description: row.description, expert: row.expert },
        ...{ reverses: row.reverses, reversed: rows.some(({ reverses }) => reverses === row.id) },
        ...{ recordedBy: row.recordedByName, recordedAt: row.recordedAt.toISOString() },
      })),
      hours: ore.toFixed(2),
      days: (giornate ?? 0).toFixed(2),
      estimated: sheet.stimaGiornate ?? null,
      experts: (await this.ledger.experts(reader, dossier.id)).map(({ person }) => person),
      result: { ...beforeAfter(sheet, giornate ?? 0), satisfaction: sheet.soddisfazione ?? null },
      whyNot: one.whyNot('dossier.move') ?? whyNotWrite(one),
    };
  }
}

type Entry = Pick<ExpertDayEntity, 'day' | 'hours' | 'activity' | 'description' | 'expertId' | 'expert' | 'reverses'>;

function whyNotWrite({ actor, dossier }: ActorOnDossier): string | null {
  if (dossier.kindCode !== supportKind) return noLedger;
  if (!actsForSua(actor) || !actor.roles.some((role) => role === expert || role === office)) {
    return 'Le giornate le registrano gli esperti e la segreteria tecnica.';
  }
  return working.includes(dossier.state) ? null : 'Le giornate si registrano mentre l’affiancamento è in corso.';
}

function refuse(findings: readonly DayFinding[]): void {
  if (findings.length > 0) throw refused(findings);
}

function refused(findings: readonly { readonly field: string; readonly reason: string }[]): AppError {
  return new AppError('expertise.refused', {
    detail: `${findings[0]?.reason ?? ''} Niente è stato salvato.`,
    issues: findings.map(({ field, reason }) => ({ path: field, message: reason })),
  });
}
