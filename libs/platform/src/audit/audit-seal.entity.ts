import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The seal of a day of one Province, tied to the one before; the application role may only insert and read. */
@Entity('audit_seals')
export class AuditSealEntity {
  @PrimaryColumn('uuid') suaId!: string;
  @PrimaryColumn('date') day!: string;
  @Column('int') chains!: number;
  /** Root of the Merkle tree over the heads, in hex. */
  @Column('char', { length: 64 }) root!: string;
  @Column('char', { length: 64 }) previousSeal!: string;
  @Column('char', { length: 64 }) hash!: string;
  @Column('timestamptz') sealedAt!: Date;
}
