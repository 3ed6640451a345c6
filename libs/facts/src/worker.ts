import { Module } from '@nestjs/common';
import { FactsModule } from './facts.module.js';

@Module({ imports: [FactsModule] })
export class FactsWorkerModule {}
