import { Module } from '@nestjs/common';
import { DossiersModule } from '@gare/dossiers';
import { DraftingModule } from '../drafting.module.js';
import { DraftThreadsController } from './draft-threads.controller.js';
import { DraftThreadsModule } from './draft-threads.module.js';
import { DraftThreadsService } from './draft-threads.service.js';

@Module({
  imports: [DraftThreadsModule, DraftingModule, DossiersModule],
  controllers: [DraftThreadsController],
  providers: [DraftThreadsService],
})
export class DraftThreadsHttpModule {}
