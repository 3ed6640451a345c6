import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The private half of the own key, sealed; only the `system` scope sees it. */
@Entity('community_signing_keys')
export class CommunitySigningKeyEntity {
  @PrimaryColumn('char', { length: 64, primaryKeyConstraintName: 'PK_community_signing_keys' }) fingerprint!: string;
  @Column('uuid') suaId!: string;
  @Column('text') sealedPrivateKey!: string;
  @Column('timestamptz') createdAt!: Date;
}
