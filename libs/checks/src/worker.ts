import { Module } from '@nestjs/common';
import { ConvenzioniModule } from '@gare/convenzioni';
import { DocumentsModule } from '@gare/documents';
import { DossiersModule } from '@gare/dossiers';
import { SchedaModule } from '@gare/scheda';
import { ChecksModule } from './checks.module.js';
import { FollowLawHandler, PreviewLawHandler } from './law.handlers.js';
import { RunChecksHandler } from './run-checks.handler.js';

@Module({
  imports: [ChecksModule, ConvenzioniModule, DossiersModule, SchedaModule, DocumentsModule],
  providers: [RunChecksHandler, PreviewLawHandler, FollowLawHandler],
})
export class ChecksWorkerModule {}
