import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type AuditSubject } from '@gare/domain/audit/chain-text';

/** A chain that went on since the seal before, as it stood at the end of the day, with the way to the root of that day. */
@Entity('audit_sealed_heads')
@Index('audit_sealed_heads_of_subject', ['subjectId', 'day'], { unique: true })
export class AuditSealedHeadEntity {
  @PrimaryColumn('uuid') suaId!: string;
  @PrimaryColumn('date') day!: string;
  /** Place among the leaves, from 0. */
  @PrimaryColumn('int') position!: number;
  @Column('uuid') enteId!: string;
  @Column('text') subjectKind!: AuditSubject['kind'];
  @Column('uuid') subjectId!: string;
  @Column('int') sequence!: number;
  @Column('char', { length: 64 }) hash!: string;
  @Column('text', { array: true }) proof!: string[];
}
