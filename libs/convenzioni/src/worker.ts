import { Module } from '@nestjs/common';
import { ConvenzioniModule } from './convenzioni.module.js';

@Module({ imports: [ConvenzioniModule] })
export class ConvenzioniWorkerModule {}
