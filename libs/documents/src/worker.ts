import { Module } from '@nestjs/common';
import { DossiersModule } from '@gare/dossiers';
import { DocumentsModule } from './documents.module.js';
import { FormDocumentHandler } from './form-document.handler.js';
import { OfficeModule } from './office.module.js';
import { PdfForming } from './pdf-forming.js';

@Module({ imports: [DocumentsModule, DossiersModule, OfficeModule], providers: [FormDocumentHandler, PdfForming] })
export class DocumentsWorkerModule {}
