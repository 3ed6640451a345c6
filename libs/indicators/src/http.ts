import { Module } from '@nestjs/common';
import { DossiersModule } from '@gare/dossiers';
import { IdentityModule } from '@gare/identity';
import { IndicatorsController } from './indicators.controller.js';
import { IndicatorsView } from './indicators.view.js';
import { StayHistories } from './stay-histories.js';

@Module({
  imports: [IdentityModule, DossiersModule],
  controllers: [IndicatorsController],
  providers: [IndicatorsView, StayHistories],
})
export class IndicatorsHttpModule {}
