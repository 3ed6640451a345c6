import { Module } from '@nestjs/common';
import { DossiersModule } from '@gare/dossiers';
import { SchedaController } from './scheda.controller.js';
import { SchedaModule } from './scheda.module.js';
import { SchedaService } from './scheda.service.js';

@Module({ imports: [SchedaModule, DossiersModule], controllers: [SchedaController], providers: [SchedaService] })
export class SchedaHttpModule {}
