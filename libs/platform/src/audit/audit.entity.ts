import { Entity, Index, PrimaryColumn } from 'typeorm';
import { RecordedAct } from './recorded-act.js';

/** Append-only and hash-chained per dossier; the application role may only insert and read. */
@Entity('audit_entries')
@Index('audit_entries_of_day', ['suaId', 'at'])
@Index('audit_milestones', ['suaId', 'at'], { where: `action in ('dossier.pubblica', 'dossier.aggiudica')` })
export class AuditEntity extends RecordedAct {
  @PrimaryColumn('uuid') dossierId!: string;
  @PrimaryColumn('int') sequence!: number;
}
