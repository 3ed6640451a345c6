import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DocumentsModule } from '@gare/documents';
import { DossiersModule } from '@gare/dossiers';
import { DraftingModule } from '../drafting.module.js';
import { DraftThreadsModule } from '../threads/draft-threads.module.js';
import { DraftExportEntity } from './draft-export.entity.js';
import { DraftReturnMergeEntity } from './draft-return-merge.entity.js';
import { DraftReturnEntity } from './draft-return.entity.js';
import { ReturnedThreads } from './returned-threads.js';
import { WordExports } from './word-exports.js';
import { WordMerges } from './word-merges.js';
import { WordReturnController } from './word-return.controller.js';
import { WordReturns } from './word-returns.js';
import { WordReturnsReader } from './word-returns.reader.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([DraftExportEntity, DraftReturnEntity, DraftReturnMergeEntity]),
    DraftingModule,
    DocumentsModule,
    DraftThreadsModule,
    DossiersModule,
  ],
  controllers: [WordReturnController],
  providers: [WordExports, WordReturns, WordReturnsReader, WordMerges, ReturnedThreads],
})
export class WordReturnHttpModule {}
