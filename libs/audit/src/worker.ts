import { Module } from '@nestjs/common';
import { AuditModule } from './audit.module.js';
import { DaySealSchedule } from './day-seal-schedule.js';
import { SealDaysHandler } from './seal-days.handler.js';

export { DaySealSchedule } from './day-seal-schedule.js';

@Module({ imports: [AuditModule], providers: [SealDaysHandler, DaySealSchedule] })
export class AuditWorkerModule {}
