import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An answer of the provider that was taken: it opens nothing a second time. */
@Entity('used_sign_in_states')
export class UsedSignInStateEntity {
  @PrimaryColumn('char', { length: 64, primaryKeyConstraintName: 'PK_used_sign_in_states' }) stateHash!: string;
  @Column('timestamptz') at!: Date;
}
