import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One place of a generated version where a value of a field stands: written with the version, never changed. */
@Entity('fact_places')
@Index('fact_places_of_field', ['dossierId', 'field'])
export class FactPlaceEntity {
  @PrimaryColumn('uuid') documentVersionId!: string;
  /** Order in the document, from 0. */
  @PrimaryColumn('int') position!: number;
  @Column('uuid') dossierId!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  /** Catalogue path (`lotti[].cig`), and the same with the items in hand (`lotti[2].cig`). */
  @Column('text') field!: string;
  @Column('text') instance!: string;
  @Column('text') part!: string;
  /** Paragraph of the part, from 1. */
  @Column('int') paragraph!: number;
  /** Line of the text of the version, from 0; null where the part has none. */
  @Column('int', { nullable: true }) line!: number | null;
  /** Column of that line where the value begins, from 0. */
  @Column('int') start!: number;
  /** As printed. */
  @Column('text') text!: string;
  /** Part or clause that the words around it come from; null for the template itself. */
  @Column('text', { nullable: true }) origin!: string | null;
}
