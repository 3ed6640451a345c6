import { Column, Entity, Index } from 'typeorm';
import { type Tariff } from '@gare/domain/tariff/tariff';
import { LedgerRow } from './ledger-entry.js';

/** An invoice to a member, or a payment by it. */
@Entity('member_payments')
@Index('member_payments_storna', ['storna'], { unique: true })
@Index('member_payments_of_ente', ['enteId', 'data'])
@Index('member_payments_of_dossier', ['dossierId'])
export class MemberPaymentEntity extends LedgerRow {
  @Column('text') tipo!: 'FATTURATO' | 'PAGATO';
  /** Number of the invoice or of the payment order. */
  @Column('text') riferimento!: string;
  /** The dossier it is for; null where it is for the year as a whole. */
  @Column('uuid', { nullable: true }) dossierId!: string | null;
  @Column('text', { nullable: true }) momento!: Tariff['momento'] | null;
}
