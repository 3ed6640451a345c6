import { Column, PrimaryColumn } from 'typeorm';
import { type Side } from '@gare/domain/requests/thread';

/** Something a person said on a dossier: never rewritten, a correction is another row that names it. */
export abstract class Said {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  /** Given by who sends: what is sent twice is kept once. */
  @Column('uuid') clientId!: string;
  @Column('text') testo!: string;
  /** What this one supersedes. */
  @Column('uuid', { nullable: true }) corregge!: string | null;
  /** Of the server’s clock. */
  @Column('timestamptz') at!: Date;
  @Column('uuid') personId!: string;
  @Column('text') person!: string;
  @Column('text', { nullable: true }) role!: string | null;
  @Column('uuid') actingEnteId!: string;
  @Column('text') actingEnte!: string;
  @Column('text') parte!: Side;
}
