import { Module } from '@nestjs/common';
import { DraftingModule } from '../drafting.module.js';
import { AutomaticVersions } from './automatic-versions.js';
import { DraftVersionsModule } from './draft-versions.module.js';
import { DraftVersionSchedule, KeepDraftVersionsHandler } from './version-schedule.js';

@Module({
  imports: [DraftVersionsModule, DraftingModule],
  providers: [AutomaticVersions, KeepDraftVersionsHandler, DraftVersionSchedule],
})
export class DraftVersionsWorkerModule {}
