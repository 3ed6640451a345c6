import { Controller, type StreamableFile } from '@nestjs/common';
import { exportAudit, exportEnteAudit, listAudit, listEnteAudit } from '@gare/contracts/audit';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, sendFile, type InputOf } from '@gare/platform/http';
import { AuditExportService } from './audit-export.service.js';
import { AuditHistoryView } from './audit-history.view.js';

type History = ReturnType<AuditHistoryView['ofDossier']>;

@Controller()
export class AuditController {
  constructor(
    private readonly history: AuditHistoryView,
    private readonly exports: AuditExportService,
  ) {}

  @Route(listAudit)
  listOfDossier(@CurrentActor() actor: Actor, @Input(listAudit) { params, query }: InputOf<typeof listAudit>): History {
    return this.history.ofDossier(actor, params.dossierId, query);
  }

  @Route(exportAudit)
  async exportOfDossier(
    @CurrentActor() actor: Actor,
    @Input(exportAudit) { params }: InputOf<typeof exportAudit>,
  ): Promise<StreamableFile> {
    return sendFile(await this.exports.ofDossier(actor, params.dossierId));
  }

  @Route(listEnteAudit)
  listOfEnte(@CurrentActor() actor: Actor, @Input(listEnteAudit) { params, query }: InputOf<typeof listEnteAudit>): History {
    return this.history.ofEnte(actor, params.enteId, query);
  }

  @Route(exportEnteAudit)
  async exportOfEnte(
    @CurrentActor() actor: Actor,
    @Input(exportEnteAudit) { params }: InputOf<typeof exportEnteAudit>,
  ): Promise<StreamableFile> {
    return sendFile(await this.exports.ofEnte(actor, params.enteId));
  }
}
