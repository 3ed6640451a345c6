import { Module } from '@nestjs/common';
import { DossiersModule } from '@gare/dossiers';
import { SchedaModule } from '@gare/scheda';
import { ChecksController } from './checks.controller.js';
import { ChecksModule } from './checks.module.js';
import { ChecksService } from './checks.service.js';

@Module({ imports: [ChecksModule, DossiersModule, SchedaModule], controllers: [ChecksController], providers: [ChecksService] })
export class ChecksHttpModule {}
