import { Module } from '@nestjs/common';
import { DossiersModule } from '@gare/dossiers';
import { DraftingModule } from '../drafting.module.js';
import { DraftVersionsController } from './draft-versions.controller.js';
import { DraftVersionsModule } from './draft-versions.module.js';
import { DraftVersionsService } from './draft-versions.service.js';

@Module({
  imports: [DraftVersionsModule, DraftingModule, DossiersModule],
  controllers: [DraftVersionsController],
  providers: [DraftVersionsService],
})
export class DraftVersionsHttpModule {}
