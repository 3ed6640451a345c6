import { Module } from '@nestjs/common';
import { DossiersModule } from '@gare/dossiers';
import { DocumentsController } from './documents.controller.js';
import { DocumentsModule } from './documents.module.js';
import { DocumentsService } from './documents.service.js';
import { DossierTemplates } from './dossier-templates.js';
import { DossierTemplatesController } from './dossier-templates.controller.js';
import { FormationRequests } from './formation-requests.js';

@Module({
  imports: [DocumentsModule, DossiersModule],
  controllers: [DocumentsController, DossierTemplatesController],
  providers: [DocumentsService, DossierTemplates, FormationRequests],
})
export class DocumentsHttpModule {}
