import { Module } from '@nestjs/common';
import { DossiersModule } from '@gare/dossiers';
import { AuditExportController } from './audit-export.controller.js';
import { AuditExportService } from './audit-export.service.js';
import { AuditModule } from './audit.module.js';
import { SealMetrics } from './seal-metrics.js';

@Module({ imports: [AuditModule, DossiersModule], controllers: [AuditExportController], providers: [AuditExportService, SealMetrics] })
export class AuditHttpModule {}
