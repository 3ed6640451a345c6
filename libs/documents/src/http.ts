import { Module } from '@nestjs/common';
import { DossiersModule } from '@gare/dossiers';
import { DocumentsController } from './documents.controller.js';
import { DocumentsModule } from './documents.module.js';
import { DocumentsService } from './documents.service.js';
import { FormationRequests } from './formation-requests.js';
import { UploadsService } from './uploads.service.js';

@Module({
  imports: [DocumentsModule, DossiersModule],
  controllers: [DocumentsController],
  providers: [DocumentsService, FormationRequests, UploadsService],
})
export class DocumentsHttpModule {}
