import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type PaymentsView, type recordPayment } from '@gare/contracts/statements';
import { type Actor } from '@gare/domain/access/actor';
import { type RoleCode } from '@gare/domain/access/permissions';
import { formatEuro } from '@gare/domain/money/money';
import { DossierAccessReader, type DossierEntity } from '@gare/dossiers';
import { authorize, dbContext, EnteReader, RegistryAudit } from '@gare/identity';
import { Database, type Reader, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { DossierAccountChanged } from './account-changed.js';
import { enteredView, Ledger, whyNotWrite, type Reversal } from './ledger.js';
import { MemberPaymentEntity } from './member-payment.entity.js';

type NewPayment = z.output<NonNullable<typeof recordPayment.body>>;

const typeNames = { FATTURATO: 'la fattura', PAGATO: 'il pagamento' } as const;

/** Invoices to a member and payments by it, in a register that only grows. */
@Injectable()
export class PaymentsService {
  constructor(
    private readonly database: Database,
    private readonly enti: EnteReader,
    private readonly access: DossierAccessReader,
    private readonly ledger: Ledger,
    private readonly registry: RegistryAudit,
    private readonly changed: DossierAccountChanged,
  ) {}

  /** @throws AppError ente.not_found, access.denied */
  list(actor: Actor, enteId: string): Promise<PaymentsView> {
    return this.database.read(dbContext(actor), async (reader) => {
      const { suaId } = await this.enti.require(reader, enteId);
      authorize(actor, 'statement.read', { suaId, enteId });
      const rows = await rowsOf(reader, enteId);
      const items = rows.map((row) => {
        const { tipo, riferimento, dossierId, momento } = row;
        return { ...enteredView(row, rows), tipo, riferimento, dossierId, momento };
      });
      return { items, whyNot: whyNotWrite(actor, { suaId, enteId }) };
    });
  }

  /** @throws AppError ente.not_found, access.denied, dossier.not_found, ledger.refused */
  record(actor: Actor, enteId: string, payment: NewPayment): Promise<void> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const ente = await this.enti.require(tx, enteId);
      const role = this.ledger.authorize(actor, { suaId: ente.suaId, enteId });
      const dossier = payment.dossierId === undefined ? null : await this.hold(tx, { actor, dossierId: payment.dossierId, enteId });
      const { tipo, riferimento, momento = null } = payment;
      const entry = this.ledger.entry(actor, { suaId: ente.suaId, enteId }, payment);
      const row = tx.create(MemberPaymentEntity, { ...entry, tipo, riferimento, dossierId: dossier?.id ?? null, momento });
      const summary = `${tipo === 'FATTURATO' ? 'Registrata' : 'Registrato'} ${typeNames[tipo]} ${riferimento} di ${formatEuro(row.importo)}`;
      await this.keep(tx, { actor, role, row, dossier, action: 'payment.recorded', summary });
    });
  }

  /** @throws AppError ente.not_found, access.denied, ledger.not_found, ledger.refused */
  reverse(actor: Actor, enteId: string, reversal: Reversal & { id: string }): Promise<void> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const ente = await this.enti.require(tx, enteId);
      const role = this.ledger.authorize(actor, { suaId: ente.suaId, enteId });
      await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`payments ${enteId}`]);
      const { taken, entry } = this.ledger.reversal(actor, await rowsOf(tx, enteId), reversal);
      const { tipo, riferimento, dossierId, momento } = taken;
      const row = tx.create(MemberPaymentEntity, { ...entry, tipo, riferimento, dossierId, momento });
      const dossier = dossierId === null ? null : await this.hold(tx, { actor, dossierId, enteId });
      const summary = `${tipo === 'FATTURATO' ? 'Stornata' : 'Stornato'} ${typeNames[tipo]} ${riferimento}: ${reversal.motivazione}`;
      await this.keep(tx, { actor, role, row, dossier, action: 'payment.reversed', summary });
    });
  }

  /** The dossier, held as whoever writes its results holds it. */
  private async hold(tx: Tx, { actor, dossierId, enteId }: { actor: Actor; dossierId: string; enteId: string }): Promise<DossierEntity> {
    const { dossier } = await this.access.hold(tx, actor, dossierId);
    if (dossier.enteId !== enteId) throw new AppError('dossier.not_found', { detail: 'Il fascicolo non è di questo ente.' });
    return dossier;
  }

  private async keep(
    tx: Tx,
    act: { actor: Actor; role: RoleCode; row: MemberPaymentEntity; dossier: DossierEntity | null; action: string; summary: string },
  ): Promise<void> {
    const { actor, role, row, dossier, action, summary } = act;
    await tx.insert(MemberPaymentEntity, row);
    const { enteId, tipo, riferimento, importo, data, storna, dossierId, momento, motivazione } = row;
    await this.registry.record(tx, actor, {
      ...{ enteId, action, summary, role },
      details: { paymentId: row.id, tipo, riferimento, importo, data, storna, dossierId, momento, motivazione },
    });
    if (dossier !== null) await this.changed.emit(tx, { actor, dossier });
  }
}

const rowsOf = (reader: Reader, enteId: string): Promise<MemberPaymentEntity[]> =>
  reader.find(MemberPaymentEntity, { where: { enteId }, order: { data: 'DESC', recordedAt: 'DESC', id: 'ASC' } });
