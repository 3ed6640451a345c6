import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A code that stands in, once, for the second factor of who has lost the phone. Only its SHA-256 is kept. */
@Entity('recovery_codes')
export class RecoveryCodeEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_recovery_codes' }) personId!: string;
  @PrimaryColumn('char', { length: 64, primaryKeyConstraintName: 'PK_recovery_codes' }) codeHash!: string;
  @Column('timestamptz', { nullable: true }) usedAt!: Date | null;
}
