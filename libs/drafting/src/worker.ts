import { Module } from '@nestjs/common';
import { DocumentsModule } from '@gare/documents';
import { DossiersModule } from '@gare/dossiers';
import { SchedaModule } from '@gare/scheda';
import { DraftingModule } from './drafting.module.js';
import { FollowSchedaHandler } from './scheda/follow-scheda.handler.js';
import { StandingFollower } from './standing/standing-follower.js';
import { DraftVersionsWorkerModule } from './versions/draft-versions.worker.js';

export { StandingFollower };

@Module({
  imports: [DraftingModule, DraftVersionsWorkerModule, DocumentsModule, DossiersModule, SchedaModule],
  providers: [FollowSchedaHandler, StandingFollower],
})
export class DraftingWorkerModule {}
