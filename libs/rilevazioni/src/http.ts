import { Module } from '@nestjs/common';
import { RilevazioniModule } from './rilevazioni.module.js';
import { SurveyCases } from './survey-cases.js';
import { SurveysController } from './surveys.controller.js';
import { SurveysService } from './surveys.service.js';

@Module({ imports: [RilevazioniModule], controllers: [SurveysController], providers: [SurveysService, SurveyCases] })
export class RilevazioniHttpModule {}
