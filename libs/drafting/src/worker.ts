import { Module } from '@nestjs/common';
import { DraftingModule } from './drafting.module.js';
import { DraftVersionsWorkerModule } from './versions/draft-versions.worker.js';

@Module({ imports: [DraftingModule, DraftVersionsWorkerModule] })
export class DraftingWorkerModule {}
