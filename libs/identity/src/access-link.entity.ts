import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A link by which a person sets a password, once and for some days. Only the SHA-256 of its token is kept. */
@Entity('access_links')
@Index('access_links_of_person', ['personId'])
export class AccessLinkEntity {
  @PrimaryColumn('char', { length: 64, primaryKeyConstraintName: 'PK_access_links' }) tokenHash!: string;
  @Column('uuid') personId!: string;
  @Column('uuid') suaId!: string;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
  @Column('timestamptz', { nullable: true }) usedAt!: Date | null;
}
