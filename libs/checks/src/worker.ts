import { Module } from '@nestjs/common';
import { ConvenzioniModule } from '@gare/convenzioni';
import { DocumentsModule } from '@gare/documents';
import { DossiersModule } from '@gare/dossiers';
import { SchedaModule } from '@gare/scheda';
import { ChecksModule } from './checks.module.js';
import { FactsBuilder } from './facts-builder.js';
import { RunChecksHandler } from './run-checks.handler.js';

@Module({
  imports: [ChecksModule, ConvenzioniModule, DossiersModule, SchedaModule, DocumentsModule],
  providers: [RunChecksHandler, FactsBuilder],
})
export class ChecksWorkerModule {}
