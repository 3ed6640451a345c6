import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type Side } from '@gare/domain/community/merge-text';
import { type EntryKind } from './bundle/bundle-format.js';

/** What of a bundle was taken as a draft: the next bundle is merged with what it says as the common ancestor. */
@Entity('community_taken')
@Index('community_taken_last', ['suaId', 'kind', 'code', 'takenAt'])
export class CommunityTakenEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_community_taken' }) id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') importId!: string;
  @Column('text') kind!: EntryKind;
  @Column('text') code!: string;
  /** As it came, before any choice. */
  @Column('jsonb') content!: unknown;
  /** The choices that were made, by part. */
  @Column('jsonb') sides!: Readonly<Record<string, Side>>;
  @Column('timestamptz') takenAt!: Date;
  @Column('text') takenBy!: string;
}
