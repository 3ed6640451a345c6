import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClausesModule } from '@gare/clauses';
import { DossiersModule } from '@gare/dossiers';
import { IdentityModule } from '@gare/identity';
import { SchedaModule } from '@gare/scheda';
import { TemplatesModule } from '@gare/templates';
import { ClauseUse } from './clause-use.js';
import { DocumentReads } from './document-reads.js';
import { DocumentSets } from './document-set.js';
import { DocumentStates } from './document-states.js';
import { DocumentVersionEntity } from './document-version.entity.js';
import { DocumentEntity } from './document.entity.js';
import { DocumentsChanged } from './documents-changed.js';
import { DocumentsGateFacts } from './documents-gate-facts.js';
import { DocumentsReader } from './documents.reader.js';
import { Formation } from './formation.js';
import { FormationContexts } from './formation-contexts.js';
import { FormationInputs } from './formation-inputs.js';
import { FormationTexts } from './formation-texts.js';
import { FormationQueue } from './formation-queue.js';
import { HandEdits } from './hand-edits.js';
import { UploadDoor } from './upload-door.js';
import { UploadedFiles } from './uploaded-files.js';
import { UploadsService } from './uploads.service.js';
import { VersionFormed } from './version-formed.js';
import { VersionRegister } from './version-register.js';

const provided = [
  DocumentsReader,
  DocumentsChanged,
  DocumentReads,
  DocumentSets,
  Formation,
  VersionRegister,
  VersionFormed,
  HandEdits,
  FormationInputs,
  FormationContexts,
  FormationTexts,
  FormationQueue,
  UploadDoor,
  UploadsService,
];

@Module({
  imports: [
    TypeOrmModule.forFeature([DocumentEntity, DocumentVersionEntity]),
    IdentityModule,
    DossiersModule,
    SchedaModule,
    TemplatesModule,
    ClausesModule,
  ],
  providers: [...provided, ClauseUse, UploadedFiles, DocumentStates, DocumentsGateFacts],
  exports: [...provided, TemplatesModule],
})
export class DocumentsModule {}
