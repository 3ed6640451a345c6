import { Module } from '@nestjs/common';
import { DossiersModule } from '@gare/dossiers';
import { IdentityModule } from '@gare/identity';
import { AuditController } from './audit.controller.js';
import { AuditExportService } from './audit-export.service.js';
import { AuditHistoryView } from './audit-history.view.js';
import { AuditModule } from './audit.module.js';
import { SealMetrics } from './seal-metrics.js';

@Module({
  imports: [AuditModule, DossiersModule, IdentityModule],
  controllers: [AuditController],
  providers: [AuditExportService, AuditHistoryView, SealMetrics],
})
export class AuditHttpModule {}
