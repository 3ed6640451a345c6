import { Module } from '@nestjs/common';
import { DraftingModule } from './drafting.module.js';

@Module({ imports: [DraftingModule] })
export class DraftingWorkerModule {}
