import { Module } from '@nestjs/common';
import { DocumentsModule } from '@gare/documents';
import { DossiersModule } from '@gare/dossiers';
import { DraftVersionsModule } from '@gare/drafting';
import { ComparedVersions } from './compared-versions.js';
import { KeptRedlines } from './kept-redlines.js';
import { RedlinesController } from './redlines.controller.js';
import { WordRedlinesService } from './word-redlines.service.js';

@Module({
  imports: [DocumentsModule, DossiersModule, DraftVersionsModule],
  controllers: [RedlinesController],
  providers: [WordRedlinesService, KeptRedlines, ComparedVersions],
})
export class RedlinesHttpModule {}
