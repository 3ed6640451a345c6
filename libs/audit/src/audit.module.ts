import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditSealedHeadEntity, AuditSealEntity, DaySealing } from '@gare/platform/audit';

@Module({ imports: [TypeOrmModule.forFeature([AuditSealEntity, AuditSealedHeadEntity])], providers: [DaySealing], exports: [DaySealing] })
export class AuditModule {}
