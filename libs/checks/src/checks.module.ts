import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConvenzioniModule } from '@gare/convenzioni';
import { DocumentsModule } from '@gare/documents';
import { DossiersModule } from '@gare/dossiers';
import { SchedaModule } from '@gare/scheda';
import { CheckQueue } from './check-queue.js';
import { CheckResultEntity } from './check-result.entity.js';
import { CheckTriggers } from './check-triggers.js';
import { ChecksGateFacts } from './checks-gate-facts.js';
import { ChecksReader } from './checks.reader.js';

@Module({
  imports: [TypeOrmModule.forFeature([CheckResultEntity]), DossiersModule, SchedaModule, DocumentsModule, ConvenzioniModule],
  providers: [ChecksReader, CheckQueue, CheckTriggers, ChecksGateFacts],
  exports: [ChecksReader, CheckQueue],
})
export class ChecksModule {}
