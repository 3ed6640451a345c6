import { Module } from '@nestjs/common';
import { DossiersModule } from '@gare/dossiers';
import { SchedaModule } from '@gare/scheda';
import { LawPreviewsController } from './law-previews.controller.js';
import { LawPreviews } from './law-previews.service.js';
import { ChecksController } from './checks.controller.js';
import { ChecksModule } from './checks.module.js';
import { ChecksService } from './checks.service.js';

@Module({
  imports: [ChecksModule, DossiersModule, SchedaModule],
  controllers: [ChecksController, LawPreviewsController],
  providers: [ChecksService, LawPreviews],
})
export class ChecksHttpModule {}
