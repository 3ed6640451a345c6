import { Controller, type StreamableFile } from '@nestjs/common';
import { exportAudit } from '@gare/contracts/audit';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, sendFile, type InputOf } from '@gare/platform/http';
import { AuditExportService } from './audit-export.service.js';

@Controller()
export class AuditExportController {
  constructor(private readonly exports: AuditExportService) {}

  @Route(exportAudit)
  async export(@CurrentActor() actor: Actor, @Input(exportAudit) { params }: InputOf<typeof exportAudit>): Promise<StreamableFile> {
    return sendFile(await this.exports.export(actor, params.dossierId));
  }
}
