import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A Province whose bundles are taken in; the own key is one of them. */
@Entity('community_signers')
@Index('community_signers_once', ['suaId', 'fingerprint'], { unique: true, where: 'revoked_at is null' })
export class CommunitySignerEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_community_signers' }) id!: string;
  @Column('uuid') suaId!: string;
  @Column('text') name!: string;
  @Column('text') publicKey!: string;
  @Column('char', { length: 64 }) fingerprint!: string;
  @Column('boolean') own!: boolean;
  @Column('timestamptz') trustedAt!: Date;
  @Column('text') trustedBy!: string;
  @Column('timestamptz', { nullable: true }) revokedAt!: Date | null;
  @Column('text', { nullable: true }) revokedBy!: string | null;
  @Column('text', { nullable: true }) revokeReason!: string | null;
}
