import { Module } from '@nestjs/common';
import { LawController } from './law.controller.js';
import { LawModule } from './law.module.js';
import { ParametersView } from './parameters.view.js';

@Module({ imports: [LawModule], controllers: [LawController], providers: [ParametersView] })
export class LawHttpModule {}
