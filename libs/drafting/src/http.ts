import { Module } from '@nestjs/common';
import { DocumentsModule } from '@gare/documents';
import { DossiersModule } from '@gare/dossiers';
import { DraftNumberings } from './draft-numberings.js';
import { DraftOpening } from './draft-opening.js';
import { DraftRegister } from './draft-register.js';
import { DraftingModule } from './drafting.module.js';
import { DraftsController } from './drafts.controller.js';
import { DraftsService } from './drafts.service.js';
import { SectionOwners } from './section-owners.js';
import { DraftThreadsHttpModule } from './threads/draft-threads.http.js';
import { DraftVersionsHttpModule } from './versions/draft-versions.http.js';
import { WordReturnHttpModule } from './word-return/word-return.http.js';

@Module({
  imports: [DraftingModule, DocumentsModule, DossiersModule, DraftThreadsHttpModule, DraftVersionsHttpModule, WordReturnHttpModule],
  controllers: [DraftsController],
  providers: [DraftsService, DraftOpening, DraftRegister, DraftNumberings, SectionOwners],
})
export class DraftingHttpModule {}
