import { Module } from '@nestjs/common';
import { DocumentsModule } from '@gare/documents';
import { DossiersModule } from '@gare/dossiers';
import { KeptRedlines } from './kept-redlines.js';
import { RedlinesController } from './redlines.controller.js';
import { WordRedlinesService } from './word-redlines.service.js';

@Module({ imports: [DocumentsModule, DossiersModule], controllers: [RedlinesController], providers: [WordRedlinesService, KeptRedlines] })
export class RedlinesHttpModule {}
