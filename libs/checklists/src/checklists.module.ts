import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AttachmentsModule } from '@gare/attachments';
import { DocumentsModule } from '@gare/documents';
import { DossiersModule } from '@gare/dossiers';
import { IdentityModule } from '@gare/identity';
import { ChecklistAnswerEntity } from './checklist-answer.entity.js';
import { ChecklistGateFacts } from './checklist-gate-facts.js';
import { ChecklistSignatureEntity } from './checklist-signature.entity.js';
import { ChecklistsChanged } from './checklists-changed.js';
import { ChecklistsReader } from './checklists.reader.js';
import { ChangesThatVoid, SignatureVoiding } from './signature-voiding.js';

const provided = [ChecklistsReader, ChecklistsChanged, SignatureVoiding];

@Module({
  imports: [
    TypeOrmModule.forFeature([ChecklistAnswerEntity, ChecklistSignatureEntity]),
    AttachmentsModule,
    DocumentsModule,
    DossiersModule,
    IdentityModule,
  ],
  providers: [...provided, ChangesThatVoid, ChecklistGateFacts],
  exports: [...provided, IdentityModule, AttachmentsModule, DocumentsModule, DossiersModule],
})
export class ChecklistsModule {}
