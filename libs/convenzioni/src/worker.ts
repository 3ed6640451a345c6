import { Module } from '@nestjs/common';
import { ConvenzioniModule } from './convenzioni.module.js';
import { FormStatementHandler } from './form-statement.handler.js';

@Module({ imports: [ConvenzioniModule], providers: [FormStatementHandler] })
export class ConvenzioniWorkerModule {}
