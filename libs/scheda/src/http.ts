import { Module } from '@nestjs/common';
import { DossiersModule } from '@gare/dossiers';
import { IdentityModule } from '@gare/identity';
import { IntakePlans } from './intake-plans.js';
import { IntakeController } from './intake.controller.js';
import { IntakeService } from './intake.service.js';
import { SchedaController } from './scheda.controller.js';
import { SchedaModule } from './scheda.module.js';
import { SchedaService } from './scheda.service.js';

@Module({
  imports: [SchedaModule, DossiersModule, IdentityModule],
  controllers: [SchedaController, IntakeController],
  providers: [SchedaService, IntakeService, IntakePlans],
})
export class SchedaHttpModule {}
