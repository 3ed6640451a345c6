import { Module } from '@nestjs/common';
import { DossiersModule } from '@gare/dossiers';
import { DocumentsModule } from './documents.module.js';
import { FormDocumentHandler } from './form-document.handler.js';
import { PdfForming } from './pdf-forming.js';

@Module({ imports: [DocumentsModule, DossiersModule], providers: [FormDocumentHandler, PdfForming] })
export class DocumentsWorkerModule {}
