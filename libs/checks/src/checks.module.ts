import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClausesModule } from '@gare/clauses';
import { ConvenzioniModule } from '@gare/convenzioni';
import { DocumentsModule } from '@gare/documents';
import { DossiersModule } from '@gare/dossiers';
import { SchedaModule } from '@gare/scheda';
import { CheckCases } from './check-cases.js';
import { CheckQueue } from './check-queue.js';
import { CheckResultEntity } from './check-result.entity.js';
import { CheckTriggers } from './check-triggers.js';
import { ChecksGateFacts } from './checks-gate-facts.js';
import { ChecksReader } from './checks.reader.js';
import { ClauseFailures } from './clause-failures.js';
import { FactsBuilder } from './facts-builder.js';
import { LawEffects } from './law-effects.js';
import { LawFollowing } from './law-following.js';
import { LawPreviewEntity } from './law-preview.entity.js';
import { LawPreviewing } from './law-previewing.js';
import { OpenDossiers } from './open-dossiers.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([CheckResultEntity, LawPreviewEntity]),
    DossiersModule,
    SchedaModule,
    DocumentsModule,
    ConvenzioniModule,
    ClausesModule,
  ],
  providers: [
    FactsBuilder,
    OpenDossiers,
    LawEffects,
    LawPreviewing,
    LawFollowing,
    CheckCases,
    ChecksReader,
    CheckQueue,
    CheckTriggers,
    ChecksGateFacts,
    ClauseFailures,
  ],
  exports: [FactsBuilder, OpenDossiers, LawPreviewing, CheckCases, ChecksReader, CheckQueue],
})
export class ChecksModule {}
