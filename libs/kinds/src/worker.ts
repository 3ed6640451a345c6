import { Module } from '@nestjs/common';
import { KindsModule } from './kinds.module.js';
import { MigrateKindHandler } from './migrate-kind.handler.js';

@Module({ imports: [KindsModule], providers: [MigrateKindHandler] })
export class KindsWorkerModule {}
