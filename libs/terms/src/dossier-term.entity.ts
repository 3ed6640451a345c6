import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type LegalParameter } from '@gare/domain/law/parameters';
import { type Term } from '@gare/domain/terms/term';

/** One term of a dossier as it stands; written anew by whatever changes it, never edited. */
@Entity('dossier_terms')
@Index('dossier_terms_due', ['suaId', 'dueOn'])
@Index('dossier_terms_changing', ['suaId', 'changesAt'], { where: 'changes_at is not null' })
export class DossierTermEntity {
  @PrimaryColumn('uuid') dossierId!: string;
  @PrimaryColumn('text') code!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('text') title!: string;
  @Column('text') clock!: Term['clock'];
  @Column('text') nature!: Term['nature'];
  @Column('date', { nullable: true }) fromOn!: string | null;
  @Column('date', { nullable: true }) dueOn!: string | null;
  @Column('timestamptz', { nullable: true }) dueAt!: Date | null;
  @Column('text') state!: Term['state'];
  @Column('date', { nullable: true }) metOn!: string | null;
  @Column('text') cite!: string;
  @Column('text') explanation!: string;
  @Column('text') consequence!: string;
  @Column('jsonb', { nullable: true }) parameter!: LegalParameter | null;
  @Column('jsonb') suspensions!: Term['suspensions'];
  @Column('timestamptz', { nullable: true }) proposal!: Date | null;
  /** The moment at which its state changes by itself; null where nothing but an act changes it. */
  @Column('timestamptz', { nullable: true }) changesAt!: Date | null;
  /** Where it ended before it was last moved after the publication. */
  @Column('date', { nullable: true }) previousDueOn!: string | null;
  @Column('timestamptz', { nullable: true }) previousDueAt!: Date | null;
  @Column('timestamptz', { nullable: true }) movedAt!: Date | null;
  /** Grows with each change of title or day, as calendars ask (RFC 5545). */
  @Column('int', { default: 0 }) sequence!: number;
  @Column('timestamptz') writtenAt!: Date;
}

/** By which rows of the law and calendar the terms of a dossier were last worked out. */
@Entity('term_readings')
@Index('term_readings_of_sua', ['suaId', 'law'])
export class TermReadingEntity {
  @PrimaryColumn('uuid') dossierId!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('text') law!: string;
  @Column('timestamptz') readAt!: Date;
}
