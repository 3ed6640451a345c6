import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A published version of a dossier kind, for ever as it was published: the application role may only insert and read. */
@Entity('kind_versions')
@Index('kind_versions_named', ['code', 'version'], { unique: true })
export class KindVersionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_kind_versions' }) id!: string;
  /** The Province that published it; null where it is shipped with the product. */
  @Column('uuid', { nullable: true }) suaId!: string | null;
  @Column('text') code!: string;
  /** As dossiers name it: the version of the text, and for a Province also whose it is (`2.1.0+PG`). */
  @Column('text') version!: string;
  /** The text of its JSON, byte for byte. */
  @Column('text') text!: string;
  /** Of the text, hexadecimal. */
  @Column('char', { length: 64 }) sha256!: string;
  @Column('date', { nullable: true }) validFrom!: string | null;
  @Column('date', { nullable: true }) validTo!: string | null;
  @Column('uuid', { nullable: true }) publishedBy!: string | null;
  @Column('text', { nullable: true }) publishedByName!: string | null;
  @Column('timestamptz') publishedAt!: Date;
  @Column('text', { nullable: true }) motivation!: string | null;
}
