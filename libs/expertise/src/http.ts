import { Module } from '@nestjs/common';
import { ExpertiseController } from './expertise.controller.js';
import { ExpertiseModule } from './expertise.module.js';
import { ExpertiseService } from './expertise.service.js';

@Module({ imports: [ExpertiseModule], controllers: [ExpertiseController], providers: [ExpertiseService] })
export class ExpertiseHttpModule {}
