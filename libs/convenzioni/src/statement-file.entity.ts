import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type StatementInput } from './statement-document.js';

/** A PDF of a statement. `input` holds all its bytes depend on, so that any later run forms the same file. */
@Entity('statement_files')
@Index('statement_files_one_per_input', ['enteId', 'anno', 'inputHash'], { unique: true })
export class StatementFileEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  /** The member; the Province where it is of all members. */
  @Column('uuid') enteId!: string;
  @Column('int') anno!: number;
  @Column('char', { length: 64 }) inputHash!: string;
  @Column('jsonb') input!: StatementInput;
  @Column('text') status!: 'FORMING' | 'READY' | 'FAILED';
  @Column('text') fileName!: string;
  @Column('char', { length: 64, nullable: true }) sha256!: string | null;
  @Column('int', { nullable: true }) bytes!: number | null;
  @Column('text', { nullable: true }) storageKey!: string | null;
  /** Why it failed, in Italian. */
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('uuid') jobId!: string;
  @Column('uuid') createdBy!: string;
  @Column('timestamptz') createdAt!: Date;
}
