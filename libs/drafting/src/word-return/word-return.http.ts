import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DocumentsModule } from '@gare/documents';
import { DossiersModule } from '@gare/dossiers';
import { DraftingModule } from '../drafting.module.js';
import { DraftThreadsModule } from '../threads/draft-threads.module.js';
import { DraftExportEntity } from './draft-export.entity.js';
import { DraftReturnDiscardEntity } from './draft-return-discard.entity.js';
import { DraftReturnMergeEntity } from './draft-return-merge.entity.js';
import { DraftReturnEntity } from './draft-return.entity.js';
import { ReturnedThreads } from './returned-threads.js';
import { WordDiscards } from './word-discards.js';
import { WordExports } from './word-exports.js';
import { WordMerges } from './word-merges.js';
import { WordReturnController } from './word-return.controller.js';
import { WordReturns } from './word-returns.js';
import { WordReturnsReader } from './word-returns.reader.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([DraftExportEntity, DraftReturnEntity, DraftReturnMergeEntity, DraftReturnDiscardEntity]),
    DraftingModule,
    DocumentsModule,
    DraftThreadsModule,
    DossiersModule,
  ],
  controllers: [WordReturnController],
  providers: [WordExports, WordReturns, WordReturnsReader, WordMerges, WordDiscards, ReturnedThreads],
})
export class WordReturnHttpModule {}
