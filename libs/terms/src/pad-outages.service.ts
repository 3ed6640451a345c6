import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type PadOutagesView, type recordPadOutage } from '@gare/contracts/terms';
import { type Actor } from '@gare/domain/access/actor';
import { decide } from '@gare/domain/access/policy';
import { dayInWords } from '@gare/domain/calendar/dates-in-words';
import { toRome } from '@gare/domain/calendar/rome-time';
import { authorize, dbContext, RegistryAudit } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { Database, type Reader, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { announce } from '@gare/platform/events';
import { DossierTermsKeeper } from './dossier-terms.keeper.js';
import { PadOutageEntity } from './pad-outage.entity.js';

type NewOutage = z.output<NonNullable<typeof recordPadOutage.body>>;

const when = (from: Date, to: Date): string => {
  const [start, end] = [toRome(from.toISOString()), toRome(to.toISOString())];
  return `dal ${dayInWords(start.date)} alle ${start.time} al ${dayInWords(end.date)} alle ${end.time}`;
};

/** The register of outages of the platforms for offers: kept by the Province, read by all its bodies. It only grows. */
@Injectable()
export class PadOutages {
  constructor(
    private readonly database: Database,
    private readonly keeper: DossierTermsKeeper,
    private readonly audit: RegistryAudit,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor): Promise<PadOutagesView> {
    return this.database.read(dbContext(actor), (reader) => this.view(reader, actor));
  }

  /** @throws AppError access.denied, outage.refused */
  record(actor: Actor, { platform, from, to, evidence }: NewOutage): Promise<PadOutagesView> {
    const role = this.authorize(actor);
    const [fromAt, toAt, recordedAt] = [new Date(from), new Date(to), this.clock.now()];
    if (toAt > recordedAt)
      throw new AppError('outage.refused', {
        issues: [{ path: 'to', message: 'La fine è nel futuro: si registra un malfunzionamento finito.' }],
      });
    return this.database.transaction(dbContext(actor), async (tx) => {
      const row = { id: randomUUID(), suaId: actor.suaId, platform, fromAt, toAt, evidence, reversesId: null };
      await tx.insert(PadOutageEntity, { ...row, recordedBy: actor.personId, recordedByName: actor.person, recordedAt });
      await this.audit.record(tx, actor, {
        ...{ enteId: actor.suaId, role },
        action: 'outage.recorded',
        summary: `Malfunzionamento di ${platform} ${when(fromAt, toAt)}: ${evidence}`,
        details: { after: { id: row.id, platform, from: fromAt.toISOString(), to: toAt.toISOString(), evidence } },
      });
      await this.follow(tx, actor, row);
      return this.view(tx, actor);
    });
  }

  /** @throws AppError access.denied, outage.not_found */
  reverse(actor: Actor, outageId: string, reason: string): Promise<PadOutagesView> {
    const role = this.authorize(actor);
    return this.database.transaction(dbContext(actor), async (tx) => {
      const outage = await tx.findOne(PadOutageEntity, { where: { id: outageId } });
      const taken = outage !== null && (await tx.existsBy(PadOutageEntity, { reversesId: outageId }));
      if (outage === null || outage.reversesId !== null || taken) throw new AppError('outage.not_found');
      const { platform, fromAt, toAt } = outage;
      const row = { id: randomUUID(), suaId: actor.suaId, platform, fromAt, toAt, evidence: reason, reversesId: outageId };
      await tx.insert(PadOutageEntity, { ...row, recordedBy: actor.personId, recordedByName: actor.person, recordedAt: this.clock.now() });
      await this.audit.record(tx, actor, {
        ...{ enteId: actor.suaId, role },
        action: 'outage.reversed',
        summary: `Annullata la registrazione del malfunzionamento di ${platform} ${when(fromAt, toAt)}: ${reason}`,
        details: { before: { id: outageId, platform, evidence: outage.evidence }, after: null, reason },
      });
      await this.follow(tx, actor, row);
      return this.view(tx, actor);
    });
  }

  private authorize(actor: Actor): string {
    return authorize(actor, 'outage.write', { suaId: actor.suaId, enteId: actor.suaId });
  }

  /** Tenders whose deadline came after the outage began: their terms are worked out with it. */
  private async follow(tx: Tx, actor: Actor, { fromAt }: { fromAt: Date }): Promise<void> {
    const rows = await tx.query<{ id: string; enteId: string }[]>(
      'select id, ente_id as "enteId" from dossiers where sua_id = $1 and scadenza_offerte > $2 order by id',
      [actor.suaId, fromAt],
    );
    for (const { id: dossierId, enteId } of rows) {
      await this.keeper.refresh(tx, dossierId, actor);
      await announce(tx, { topic: 'dossier', dossierId, suaId: actor.suaId, enteId });
    }
  }

  private async view(reader: Reader, actor: Actor): Promise<PadOutagesView> {
    const rows = await reader.find(PadOutageEntity, { where: { suaId: actor.suaId }, order: { fromAt: 'DESC', id: 'ASC' } });
    const reversals = new Map(rows.flatMap((row) => (row.reversesId === null ? [] : [[row.reversesId, row] as const])));
    const decision = decide(actor, 'outage.write', { suaId: actor.suaId, enteId: actor.suaId });
    return {
      items: rows.flatMap((row) => {
        if (row.reversesId !== null) return [];
        const { id, platform, evidence, recordedByName: recordedBy } = row;
        const taken = reversals.get(id);
        return [
          {
            ...{ id, platform, evidence, recordedBy, from: row.fromAt.toISOString(), to: row.toAt.toISOString() },
            recordedAt: row.recordedAt.toISOString(),
            reversal: taken ? { reason: taken.evidence, by: taken.recordedByName, at: taken.recordedAt.toISOString() } : null,
          },
        ];
      }),
      whyNotRecord: decision.allowed ? null : decision.reason,
    };
  }
}
