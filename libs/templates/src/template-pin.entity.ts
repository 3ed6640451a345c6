import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Which template a dossier forms a document from. The last pin of a code counts; none is changed. */
@Entity('template_pins')
@Index('template_pins_in_order', ['dossierId', 'code', 'position'], { unique: true })
@Index('template_pins_of_version', ['suaId', 'code', 'sha256'])
export class TemplatePinEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  @Column('text') code!: string;
  /** From 1 for each code of a dossier. */
  @Column('int') position!: number;
  /** The upload of the Province; null for a template of the release. */
  @Column('uuid', { nullable: true }) templateVersionId!: string | null;
  @Column('text') version!: string;
  @Column('text') title!: string;
  /** Of the file of the template alone. */
  @Column('char', { length: 64 }) sha256!: string;
  /** Why a person chose it; null for the first, which the first formation sets. */
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('text') pinnedByName!: string;
  @Column('timestamptz') pinnedAt!: Date;
}
