import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What an office server shows for a person on one document. Only the SHA-256 of the token is kept; it ends with the session it was asked in. */
@Entity('office_tokens')
@Index('office_tokens_of_session', ['sessionHash'])
export class OfficeTokenEntity {
  @PrimaryColumn('char', { length: 64, primaryKeyConstraintName: 'PK_office_tokens' }) tokenHash!: string;
  @Column('char', { length: 64 }) sessionHash!: string;
  @Column('uuid') personId!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') dossierId!: string;
  @Column('uuid') documentId!: string;
  @Column('text') code!: string;
  @Column('boolean') canWrite!: boolean;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
}
