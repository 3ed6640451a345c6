import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type NoticeSettings } from '@gare/domain/notifications/preferences';

/** How a person wants to be told; nobody has a row before choosing. */
@Entity('notification_settings')
export class NotificationSettingsEntity {
  @PrimaryColumn('uuid') personId!: string;
  @Column('uuid') suaId!: string;
  @Column('jsonb') choices!: NoticeSettings['choices'];
  @Column('int') digestHour!: number;
  @Column('bool') workingDaysOnly!: boolean;
  @Column('timestamptz') updatedAt!: Date;
}
