import { Module } from '@nestjs/common';
import { AttachmentsModule } from '@gare/attachments';
import { ChecklistsModule } from '@gare/checklists';
import { ChecksModule } from '@gare/checks';
import { DocumentsModule } from '@gare/documents';
import { DossiersModule } from '@gare/dossiers';
import { IdentityModule } from '@gare/identity';
import { SchedaModule } from '@gare/scheda';
import { KindTexts } from './kind-texts.js';
import { ReportKind, ReportSeams } from './report-kind.js';

/** Statements of expenditure as a kind. Api and worker both need it. */
@Module({
  imports: [IdentityModule, DossiersModule, SchedaModule, DocumentsModule, AttachmentsModule, ChecksModule, ChecklistsModule],
  providers: [ReportKind, ReportSeams, KindTexts],
})
export class RendicontazioniModule {}
