import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a generated version was formed from, by catalogue path: written with the version, never changed. */
@Entity('version_facts')
export class VersionFactsEntity {
  @PrimaryColumn('uuid') documentVersionId!: string;
  @Column('uuid') dossierId!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('jsonb') values!: Record<string, unknown>;
}
