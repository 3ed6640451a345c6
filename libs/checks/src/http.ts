import { Module } from '@nestjs/common';
import { DossiersModule } from '@gare/dossiers';
import { ChecksController } from './checks.controller.js';
import { ChecksModule } from './checks.module.js';
import { ChecksService } from './checks.service.js';

@Module({ imports: [ChecksModule, DossiersModule], controllers: [ChecksController], providers: [ChecksService] })
export class ChecksHttpModule {}
