import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DocumentsModule } from '@gare/documents';
import { DraftingModule } from '../drafting.module.js';
import { DraftVersionFiles } from './draft-version-files.js';
import { DraftVersionKeeper } from './draft-version-keeper.js';
import { DraftVersionEntity } from './draft-version.entity.js';
import { FormedVersions } from './formed-versions.js';

/** Kept versions of drafts; a document that is formed keeps one in whatever process forms it. */
@Module({
  imports: [TypeOrmModule.forFeature([DraftVersionEntity]), DraftingModule, DocumentsModule],
  providers: [DraftVersionKeeper, DraftVersionFiles, FormedVersions],
  exports: [DraftVersionKeeper, DraftVersionFiles],
})
export class DraftVersionsModule {}
