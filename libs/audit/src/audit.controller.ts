import { Controller, type StreamableFile } from '@nestjs/common';
import { exportAudit, listAudit } from '@gare/contracts/audit';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, sendFile, type InputOf } from '@gare/platform/http';
import { AuditExportService } from './audit-export.service.js';
import { AuditHistoryView } from './audit-history.view.js';

@Controller()
export class AuditController {
  constructor(
    private readonly history: AuditHistoryView,
    private readonly exports: AuditExportService,
  ) {}

  @Route(listAudit)
  list(@CurrentActor() actor: Actor, @Input(listAudit) { params, query }: InputOf<typeof listAudit>): ReturnType<AuditHistoryView['list']> {
    return this.history.list(actor, params.dossierId, query);
  }

  @Route(exportAudit)
  async export(@CurrentActor() actor: Actor, @Input(exportAudit) { params }: InputOf<typeof exportAudit>): Promise<StreamableFile> {
    return sendFile(await this.exports.export(actor, params.dossierId));
  }
}
