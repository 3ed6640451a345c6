import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type DatedAct, type DatedActKind } from '@gare/domain/terms/dated-acts';

/** An act with a date that starts, ends or lengthens a term. Only added: one that was wrong is taken back by another. */
@Entity('term_acts')
@Index('term_acts_of_dossier', ['dossierId', 'recordedAt'])
export class TermActEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') dossierId!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('text') kind!: DatedActKind;
  @Column('date') onDay!: string;
  @Column('int', { nullable: true }) amount!: number | null;
  @Column('uuid', { nullable: true }) refersTo!: string | null;
  @Column('text') reference!: string;
  @Column('uuid') recordedBy!: string;
  @Column('text') recordedByName!: string;
  @Column('timestamptz') recordedAt!: Date;
}

export const datedAct = ({ id, kind, onDay, amount, refersTo, reference }: TermActEntity): DatedAct => ({
  ...{ id, kind, on: onDay, amount, refersTo, reference },
});
